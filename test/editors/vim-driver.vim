" Runs inside Vim: types the keys of the page into kong.conf and writes down what comes of them.
" A timer asks for each step's condition and then does what follows from it, so that Vim stays free to work.
let s:seen = {'diagnostics': [], 'hover': '', 'completion': []}
let s:left = 3000

function! s:Text() abort
  return join(getline(1, '$'), "\n") . "\n"
endfunction

function! s:Finish() abort
  call timer_stopall()
  call writefile([json_encode(s:seen)], $KONG_LINT_RESULTS)
  qall!
endfunction

function! s:HasDiagnostics() abort
  return len(ale#engine#GetLoclist(bufnr(''))) >= 2
endfunction

function! s:Hover() abort
  let s:seen.diagnostics = map(copy(ale#engine#GetLoclist(bufnr(''))), 'v:val.text')
  call cursor(6, 3)
  call feedkeys('K', 't')
endfunction

" What ALE shows of a hover stands in its preview window or in the messages.
function! s:HoverText() abort
  return s:PreviewText() . execute('messages')
endfunction

function! s:PreviewText() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&filetype') =~# 'ale-preview'
      return join(getbufline(winbufnr(l:window), 1, '$'), "\n")
    endif
  endfor
  return ''
endfunction

function! s:HasHover() abort
  return s:HoverText() =~# 'KONG_PROXY_LISTEN'
endfunction

function! s:Complete() abort
  let s:seen.hover = s:HoverText()
  call cursor(7, 1)
  call feedkeys("A\<C-x>\<C-o>", 't')
endfunction

function! s:HasCompletion() abort
  return !empty(complete_info(['items']).items)
endfunction

function! s:EndCompletion() abort
  let s:seen.completion = map(complete_info(['items']).items, 'matchstr(v:val.word, ''^\S*'')')
  call feedkeys("\<C-e>\<Esc>", 't')
endfunction

function! s:IsNormal() abort
  return mode() ==# 'n'
endfunction

function! s:AskForFixes() abort
  call setline(7, 'pg_us')
  call cursor(5, 1)
  call feedkeys('\a', 't')
endfunction

" The list of fixes is a question to the person; this one takes the first, the rename.
function! s:HasQuestion() abort
  return mode() ==# 'c' && getcmdtype() ==# '@'
endfunction

function! s:Answer() abort
  let s:before = s:Text()
  call feedkeys("1\<CR>", 't')
endfunction

function! s:HasFix() abort
  return mode() ==# 'n' && s:Text() !=# s:before
endfunction

function! s:Format() abort
  let s:seen.fixed = s:Text()
  call feedkeys('\f', 't')
endfunction

function! s:HasFormat() abort
  return s:Text() !=# s:seen.fixed
endfunction

" A hyphen in a key is mended by a fix that is safe.
function! s:FixSafely() abort
  let s:seen.formatted = s:Text()
  call setline(3, 'log-level = notice')
  ALEFix
endfunction

function! s:HasSafeFix() abort
  return getline(3) ==# 'log_level = notice'
endfunction

let s:steps = [
\ ['diagnostics', function('s:HasDiagnostics'), function('s:Hover')],
\ ['a hover', function('s:HasHover'), function('s:Complete')],
\ ['completion', function('s:HasCompletion'), function('s:EndCompletion')],
\ ['the end of the insertion', function('s:IsNormal'), function('s:AskForFixes')],
\ ['the list of fixes', function('s:HasQuestion'), function('s:Answer')],
\ ['a fix', function('s:HasFix'), function('s:Format')],
\ ['formatting', function('s:HasFormat'), function('s:FixSafely')],
\ ['the safe fixes', function('s:HasSafeFix'), function('s:Finish')],
\]

function! s:Step(_timer) abort
  try
    if s:steps[0][1]()
      call remove(s:steps, 0)[2]()
      return
    endif
    let s:left -= 1
    if s:left == 0
      throw 'waited too long for ' . s:steps[0][0] . ', in mode ' . mode()
    endif
  catch
    let s:seen.error = v:exception . ' ' . v:throwpoint . ' ' . execute('messages')
    call s:Finish()
  endtry
endfunction

call timer_start(20, function('s:Step'), {'repeat': -1})
