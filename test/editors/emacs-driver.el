;;; -*- lexical-binding: t -*-
;;; Runs inside Emacs: calls the commands of the page on kong.conf and writes down what comes of them.

(require 'cl-lib)
(require 'json)
(package-initialize)

(defvar kong-seen nil)

(defun kong-await (what condition)
  "Let the server answer until CONDITION holds."
  (let ((deadline (+ (float-time) 60)) value)
    (while (not (setq value (funcall condition)))
      (when (> (float-time) deadline) (error "Waited too long for %s" what))
      (accept-process-output nil 0.02))
    value))

(defun kong-see (key value) (push (cons key value) kong-seen))

(defun kong-at (text)
  "Put point behind the first TEXT."
  (goto-char (point-min))
  (search-forward text))

(defun kong-session ()
  (find-file (getenv "KONG_LINT_FILE"))
  (unless (eq major-mode 'kong-conf-mode) (error "The mode is %s" major-mode))
  ;; What follows a command of the person: this is where `eglot-ensure' connects.
  (run-hooks 'post-command-hook)
  (kong-await "the server" (lambda () (and (eglot-current-server) (eglot-managed-p))))

  (flymake-start)
  (kong-await "diagnostics" (lambda () (>= (length (flymake-diagnostics)) 2)))
  (kong-see 'diagnostics (vconcat (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))

  (kong-at "proxy_")
  (let (hover)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover text)))
    (kong-see 'hover (substring-no-properties (kong-await "a hover" (lambda () hover)))))

  (kong-at "\npg_us")
  (pcase-let ((`(,start ,end ,table . ,_) (eglot-completion-at-point)))
    (kong-see 'completion
              (vconcat (mapcar #'substring-no-properties
                               (all-completions (buffer-substring-no-properties start end) table)))))

  ;; The list of fixes is a question to the person; this one takes the rename.
  (kong-at "\npg_p")
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _)
               (or (car (cl-find-if (lambda (choice) (string-prefix-p "Rename to `pg_port`" (car choice))) choices))
                   (error "No such fix is offered"))))
            (last-nonmenu-event t)
            (eglot-confirm-server-initiated-edits nil))
    (eglot-code-actions (line-beginning-position) (line-end-position) nil t))
  (kong-see 'fixed (buffer-substring-no-properties (point-min) (point-max)))

  (eglot-format-buffer)
  (kong-see 'formatted (buffer-substring-no-properties (point-min) (point-max)))
  (eglot-shutdown (eglot-current-server)))

(condition-case problem
    (kong-session)
  (error
   (kong-see 'error (error-message-string problem))
   (message "%s" (error-message-string problem))
   (when-let ((server (eglot-current-server)))
     (message "%s" (with-current-buffer (jsonrpc-events-buffer server) (buffer-string))))))

(with-temp-file (getenv "KONG_LINT_RESULTS") (insert (json-encode kong-seen)))
