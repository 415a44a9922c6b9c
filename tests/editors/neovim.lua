-- Neovim drives the server: opens a draft, lists the findings, applies a fix, looks at the buffer.
-- nvim --headless -u NONE -c 'luafile tests/editors/neovim.lua', with RASOAT and DRAFT in the environment.

local function fail(text)
  io.stderr:write('neovim: ' .. text .. '\n')
  vim.cmd('cquit 1')
end

local function wait_for(what, condition)
  if not vim.wait(60000, condition, 20) then
    fail('waited in vain for ' .. what)
  end
end

vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('DRAFT')))
local buffer = vim.api.nvim_get_current_buf()
local client_id = vim.lsp.start_client({
  name = 'rasoat',
  cmd = { os.getenv('RASOAT'), 'lsp' },
  root_dir = vim.fn.fnamemodify(os.getenv('DRAFT'), ':h'),
  init_options = { lang = 'en', folder = false },
  get_language_id = function() return 'plaintext' end,
})
if not client_id or not vim.lsp.buf_attach_client(buffer, client_id) then
  fail('the server did not start')
end

wait_for('findings', function() return #vim.diagnostic.get(buffer) > 0 end)

local function find(rule)
  for _, finding in ipairs(vim.diagnostic.get(buffer)) do
    if finding.code == rule or (finding.user_data and finding.user_data.lsp.code == rule) then
      return finding
    end
  end
end

for _, finding in ipairs(vim.diagnostic.get(buffer)) do
  local first = vim.split(finding.message, '\n')[1]
  print(string.format('%d:%d %s', finding.lnum + 1, finding.col + 1, first))
end

local number = find('outline/duplicate-number')
if not number then
  fail('the duplicate number was not found')
end
local line = vim.api.nvim_buf_get_lines(buffer, number.lnum, number.lnum + 1, true)[1]
if string.sub(line, number.col + 1, number.end_col) ~= 'II. ĐÁNH GIÁ CHUNG' then
  fail('the place is wrong: ' .. string.sub(line, number.col + 1, number.end_col))
end

-- The quick fix, as the editor applies it.
local params = {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = {
    start = { line = number.lnum, character = 0 },
    ['end'] = { line = number.lnum, character = 1 },
  },
  context = { diagnostics = {}, only = { 'quickfix' } },
}
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 60000)
local action
for _, answer in pairs(answers or {}) do
  for _, candidate in ipairs(answer.result or {}) do
    if candidate.edit and string.find(candidate.title, 'III', 1, true) then
      action = candidate
    end
  end
end
if not action then
  fail('no fix was offered')
end
vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client_id).offset_encoding)

line = vim.api.nvim_buf_get_lines(buffer, number.lnum, number.lnum + 1, true)[1]
if line ~= 'III. ĐÁNH GIÁ CHUNG' then
  fail('the buffer is wrong: ' .. line)
end
wait_for('the finding to go', function() return find('outline/duplicate-number') == nil end)
print('neovim: done')
vim.cmd('qall!')
