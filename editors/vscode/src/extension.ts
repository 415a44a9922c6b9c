// The extension: starts the server, counts its findings, and brings its commands to the palette.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import {
  commands,
  type ExtensionContext,
  languages,
  StatusBarAlignment,
  type StatusBarItem,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

import { count, rule, status, tooltip } from './findings';
import { checkArguments, findServer } from './server';
import { type Lang, word } from './words';

const OUTLINE = 'rasoat-outline';

let client: LanguageClient | undefined;

function settings() {
  return workspace.getConfiguration('rasoat');
}

function lang(): Lang {
  return settings().get<Lang>('lang') === 'en' ? 'en' : 'vi';
}

function program(context: ExtensionContext): string | undefined {
  const world = { platform: process.platform, path: process.env['PATH'] ?? '', exists: existsSync };
  return findServer(settings().get<string>('server.path') ?? '', context.extensionPath, world);
}

export async function activate(context: ExtensionContext): Promise<void> {
  const item = window.createStatusBarItem('rasoat', StatusBarAlignment.Left);
  item.name = 'rasoat';
  item.command = 'workbench.actions.view.problems';
  const outlines = new Map<string, string>();
  context.subscriptions.push(
    item,
    languages.onDidChangeDiagnostics(() => show(item)),
    window.onDidChangeActiveTextEditor(() => show(item)),
    workspace.registerTextDocumentContentProvider(OUTLINE, {
      provideTextDocumentContent: (uri) => outlines.get(uri.toString()) ?? '',
    }),
    // Where nothing has woken the extension, this does: by then the server is started and has judged what is open.
    commands.registerCommand('rasoat.checkOpen', () => commands.executeCommand('workbench.actions.view.problems')),
    commands.registerCommand('rasoat.checkFolder', () => checkFolder(context)),
    commands.registerCommand('rasoat.explainRule', explainRule),
    commands.registerCommand('rasoat.openReport', () => openReport(context)),
    commands.registerCommand('rasoat.showOutline', () => showOutline(outlines)),
    commands.registerCommand('rasoat.restart', async () => {
      await client?.dispose();
      await start(context);
    }),
  );
  show(item);
  await start(context);
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

async function start(context: ExtensionContext): Promise<void> {
  const command = program(context);
  if (command === undefined) {
    await window.showWarningMessage(word('noServer', lang()));
    return;
  }
  client = new LanguageClient(
    'rasoat',
    'rasoat',
    { command, args: ['lsp'] },
    {
      documentSelector: [
        { scheme: 'file', pattern: '**/*.{txt,md,markdown,toml}' },
        { scheme: 'untitled', language: 'plaintext' },
        { scheme: 'untitled', language: 'markdown' },
      ],
      initializationOptions: settings(),
      synchronize: { configurationSection: 'rasoat' },
      diagnosticPullOptions: { onChange: true, onTabs: true },
    },
  );
  await client.start();
}

/** The counts of the document that is shown. */
function show(item: StatusBarItem): void {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    item.hide();
    return;
  }
  const counts = count(languages.getDiagnostics(document.uri));
  item.text = status(counts);
  item.tooltip = tooltip(counts, lang());
  item.show();
}

function checkFolder(context: ExtensionContext): void {
  const folder = workspace.workspaceFolders?.[0];
  const command = program(context);
  if (folder === undefined || command === undefined) {
    void window.showInformationMessage(word(folder === undefined ? 'noFolder' : 'noServer', lang()));
    return;
  }
  const terminal = window.createTerminal({
    name: 'rasoat',
    cwd: folder.uri,
    shellPath: command,
    shellArgs: checkArguments('.', given()),
  });
  terminal.show();
}

/** The report on the folder, or on the document if there is no folder, as a page. */
async function openReport(context: ExtensionContext): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const document = window.activeTextEditor?.document;
  const file = document?.uri.scheme === 'file' ? document.uri.fsPath : undefined;
  const command = program(context);
  const place = folder ?? (file === undefined ? undefined : dirname(file));
  if (command === undefined || place === undefined) {
    void window.showInformationMessage(word(command === undefined ? 'noServer' : 'noFolder', lang()));
    return;
  }
  const target = folder === undefined && file !== undefined ? basename(file) : '.';
  const page = await run(command, [...checkArguments(target, given()), '--format', 'html'], place);
  if (!page.text.includes('<html')) {
    void window.showErrorMessage(word('noReport', lang()) + page.trouble);
    return;
  }
  const panel = window.createWebviewPanel('rasoat.report', word('report', lang()), ViewColumn.Active, {
    enableFindWidget: true,
  });
  panel.webview.html = page.text;
}

/** Findings make the exit code 1, so only what was written tells whether there is a report. */
function run(command: string, list: string[], cwd: string): Promise<{ text: string; trouble: string }> {
  const options = { cwd, maxBuffer: 256 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(command, list, options, (error, text, trouble) => {
      resolve({ text, trouble: trouble || (error?.message ?? '') });
    });
  });
}

/** What is set for the command line too. */
function given(): { lang?: string | null; stage?: string | null } {
  return { lang: settings().get<string | null>('lang') ?? null, stage: settings().get<string | null>('stage') ?? null };
}

/** Explains the rule under the cursor, or the one that is asked for. */
async function explainRule(): Promise<void> {
  const editor = window.activeTextEditor;
  const here = editor === undefined ? [] : languages
    .getDiagnostics(editor.document.uri)
    .filter((finding) => finding.source === 'rasoat' && finding.range.contains(editor.selection.active));
  const rules = [...new Set(here.flatMap((finding) => rule(finding.code) ?? []))];
  const prompt = word('whichRule', lang());
  const chosen =
    rules.length === 0 ? await window.showInputBox({ prompt })
    : rules.length === 1 ? rules[0]
    : await window.showQuickPick(rules, { placeHolder: prompt });
  if (chosen !== undefined) {
    await execute('rasoat.explain', chosen);
  }
}

async function showOutline(outlines: Map<string, string>): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    await window.showInformationMessage(word('noDocument', lang()));
    return;
  }
  const text = await execute('rasoat.outline', document.uri.toString());
  // A path of its own for each time it is asked for: the editor keeps what it has shown.
  const uri = Uri.from({ scheme: OUTLINE, path: `${document.uri.path}.${Date.now()}.txt` });
  outlines.clear();
  outlines.set(uri.toString(), String(text ?? ''));
  await window.showTextDocument(uri, { preview: true, viewColumn: -2 });
}

async function execute(command: string, argument: string): Promise<unknown> {
  return client?.sendRequest('workspace/executeCommand', { command, arguments: [argument] });
}
