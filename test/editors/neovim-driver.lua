-- Runs inside Neovim: types the keys of the page into kong.conf and writes down what comes of them.
-- The keys come from the environment, because Neovim 0.11 has its own for what 0.7 needs mappings for.
local seen = { diagnostics = {}, hover = "", completion = {} }
local DEADLINE = vim.loop.now() + 60000

local function finish()
  local file = assert(io.open(vim.env.KONG_LINT_RESULTS, "w"))
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd("qall!")
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
end

local function await(what, condition)
  while not condition() do
    if vim.loop.now() > DEADLINE then
      error("waited too long for " .. what .. "\n" .. vim.fn.execute("messages"))
    end
    coroutine.yield()
  end
end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return window
    end
  end
end

local function session()
  await("diagnostics", function()
    return #vim.diagnostic.get(0) >= 2
  end)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(seen.diagnostics, diagnostic.message)
  end

  vim.api.nvim_win_set_cursor(0, { 6, 3 })
  vim.api.nvim_input(vim.env.KONG_LINT_HOVER)
  await("a hover", float)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, true)
  seen.hover = table.concat(lines, "\n")
  vim.api.nvim_win_close(float(), true)

  vim.api.nvim_win_set_cursor(0, { 7, 0 })
  vim.api.nvim_input("A<C-x><C-o>")
  await("completion", function()
    return #vim.fn.complete_info({ "items" }).items > 0
  end)
  for _, item in ipairs(vim.fn.complete_info({ "items" }).items) do
    table.insert(seen.completion, vim.trim(item.abbr ~= "" and item.abbr or item.word))
  end
  vim.api.nvim_input("<C-e><Esc>")
  await("the end of the insertion", function()
    return vim.api.nvim_get_mode().mode == "n"
  end)

  -- The list of fixes is a question to the person; this one takes the rename.
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      if (options.format_item or tostring)(item):find("Rename to `pg_port`", 1, true) then
        return choose(item, index)
      end
    end
    error("no such fix is offered")
  end
  local before = text()
  vim.api.nvim_win_set_cursor(0, { 5, 0 })
  vim.api.nvim_input(vim.env.KONG_LINT_FIX)
  await("a fix", function()
    return text() ~= before
  end)
  seen.fixed = text()

  vim.api.nvim_input(vim.env.KONG_LINT_FORMAT)
  await("formatting", function()
    return text() ~= seen.fixed
  end)
  seen.formatted = text()
end

local thread = coroutine.create(session)
local timer = vim.loop.new_timer()
timer:start(
  0,
  10,
  vim.schedule_wrap(function()
    if coroutine.status(thread) == "dead" then
      return
    end
    local fine, problem = coroutine.resume(thread)
    if not fine then
      seen.error = problem
      io.stderr:write(problem)
    end
    if coroutine.status(thread) == "dead" then
      timer:stop()
      finish()
    end
  end)
)
