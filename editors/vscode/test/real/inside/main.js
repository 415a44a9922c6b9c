// Runs inside the editor beside the extension: does what a user does, through the editor's own
// interface, and writes what it saw to the file RASOAT_RESULT.

const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');

const { commands, languages, Uri, window, workspace } = vscode;

exports.activate = () => {
  const result = process.env.RASOAT_RESULT;
  if (result) {
    void all().then(
      (steps) => writeFileSync(result, JSON.stringify({ ok: true, steps })),
      (error) => writeFileSync(result, JSON.stringify({ ok: false, steps: seen, error: String(error.stack ?? error) })),
    );
  }
};

const seen = [];

async function step(name, work) {
  const told = await work();
  seen.push(told === undefined ? name : `${name}: ${told}`);
}

function check(condition, text) {
  if (!condition) {
    throw new Error(text);
  }
}

async function until(what, condition) {
  const end = Date.now() + 60000;
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    check(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const rule = (finding) => (typeof finding.code === 'object' ? finding.code.value : finding.code);
const of = (uri) => languages.getDiagnostics(uri).filter((finding) => finding.source === 'rasoat');

async function all() {
  const folder = workspace.workspaceFolders[0].uri;
  const uri = Uri.joinPath(folder, 'bao-cao.txt');
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document);
  const find = (id) => of(uri).find((finding) => rule(finding) === id);

  await step('findings of the open draft', async () => {
    await until('findings', () => find('citation/conflicting-twin'));
    return of(uri).length;
  });

  await step('findings of the Word file in the folder', async () => {
    const word = Uri.joinPath(folder, 'bao-cao.docx');
    await until('findings', () => of(word).length > 0);
    return of(word).length;
  });

  await step('rasoat.toml has findings of its own', async () => {
    const config = Uri.joinPath(folder, 'xa', 'rasoat.toml');
    await until('a mistake', () => of(config).length > 0);
  });

  await step('quick fix', async () => {
    const number = find('outline/duplicate-number');
    check(number, 'the duplicate number was not found');
    const actions = await commands.executeCommand('vscode.executeCodeActionProvider', uri, number.range, 'quickfix');
    const fix = actions.find((action) => action.edit && action.title.includes('III'));
    check(fix, `no fix among ${actions.map((action) => action.title)}`);
    check(await workspace.applyEdit(fix.edit), 'the fix was not applied');
    const line = document.lineAt(number.range.start.line).text;
    check(line === 'III. ĐÁNH GIÁ CHUNG', `the line is now ${line}`);
    await until('the finding to go', () => !find('outline/duplicate-number'));
    return fix.title;
  });

  await step('suppress with a reason', async () => {
    const twin = find('citation/conflicting-twin');
    const actions = await commands.executeCommand('vscode.executeCodeActionProvider', uri, twin.range, 'quickfix');
    const accept = actions.find((action) => action.edit && action.title.includes('citation/conflicting-twin'));
    check(accept, `not offered among ${actions.map((action) => action.title)}`);
    check(await workspace.applyEdit(accept.edit), 'it was not applied');
    await until('the missing reason', () => find('no-reason'));
    check(find('citation/conflicting-twin'), 'without a reason the finding stays');
    const place = document.getText().indexOf('[lý do]');
    const reason = new vscode.Range(document.positionAt(place), document.positionAt(place + '[lý do]'.length));
    await editor.edit((edit) => edit.replace(reason, 'đã hỏi Sở Nội vụ'));
    await until('the finding to go', () => !find('citation/conflicting-twin'));
    await commands.executeCommand('undo');
    await commands.executeCommand('undo');
    await until('the finding to come back', () => find('citation/conflicting-twin'));
    return accept.title;
  });

  await step('typing', async () => {
    const before = of(uri).length;
    await editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, '\nCác phòng phòng ban.'));
    await until('a finding more', () => find('spelling/repeated-word'));
    await commands.executeCommand('undo');
    await until('the finding to go', () => of(uri).length === before);
  });

  await step('outline, folding, hover, completion, tokens', async () => {
    const symbols = await commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);
    check(symbols.some((symbol) => symbol.name.startsWith('I. CÔNG TÁC')), 'no outline');
    const folds = await commands.executeCommand('vscode.executeFoldingRangeProvider', uri);
    check(folds.length > 3, 'no folding');
    const hover = await commands.executeCommand('vscode.executeHoverProvider', uri, find('citation/conflicting-twin').range.start);
    check(hover.some((one) => one.contents.some((text) => text.value.includes('citation/conflicting-twin'))), 'no hover');
    const legend = await commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', uri);
    const tokens = await commands.executeCommand('vscode.provideDocumentSemanticTokens', uri);
    check(legend.tokenTypes.length > 0 && tokens.data.length > 0, 'no tokens');
    return `${symbols.length} symbols, ${folds.length} folds, ${tokens.data.length / 5} tokens`;
  });

  await step('explain the rule at the cursor', async () => {
    const twin = find('citation/conflicting-twin');
    editor.selection = new vscode.Selection(twin.range.start, twin.range.start);
    await commands.executeCommand('rasoat.explainRule');
    const shown = await until('the explanation', () =>
      window.visibleTextEditors.find((one) => one.document.uri.path.endsWith('citation/conflicting-twin.md')));
    check(shown.document.getText().includes('Căn cứ'), 'the explanation is empty');
  });

  await step('outline beside the required one', async () => {
    await window.showTextDocument(document);
    await commands.executeCommand('rasoat.showOutline');
    const shown = await until('the outline', () =>
      window.visibleTextEditors.find((one) => one.document.uri.scheme === 'rasoat-outline'));
    check(shown.document.getText().includes('ĐÁNH GIÁ CHUNG'), 'the outline is empty');
  });

  await step('report as a page', async () => {
    await commands.executeCommand('rasoat.openReport');
    await until('the report', () =>
      window.tabGroups.all.some((group) => group.tabs.some((tab) => tab.input?.viewType?.includes('rasoat.report'))));
  });

  await step('check the folder', async () => {
    await commands.executeCommand('rasoat.checkFolder');
    await until('a terminal', () => window.terminals.some((terminal) => terminal.name === 'rasoat'));
  });

  await step('restart', async () => {
    await commands.executeCommand('rasoat.restart');
    await window.showTextDocument(document);
    await until('findings', () => find('citation/conflicting-twin'));
  });
  writeFileSync(join(folder.fsPath, 'expected-count'), String(of(uri).length));
  return seen;
}
