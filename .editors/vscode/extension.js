// Starts `worksim lsp` for the files that the settings name as scenarios.
const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration('worksim');
  const program = { command: settings.get('path'), args: ['lsp', '--stdio'], transport: TransportKind.stdio };
  const patterns = settings.get('files');
  client = new LanguageClient('worksim', 'WorkSim', { run: program, debug: program }, {
    documentSelector: patterns.map(pattern => ({ scheme: 'file', pattern })),
    synchronize: { fileEvents: patterns.map(pattern => vscode.workspace.createFileSystemWatcher(pattern)) },
  });
  await client.start();
}

async function restart() {
  await client?.stop();
  await start();
}

exports.activate = async context => {
  context.subscriptions.push(
    vscode.commands.registerCommand('worksim.restart', restart),
    vscode.workspace.onDidChangeConfiguration(e => { if (e.affectsConfiguration('worksim')) restart(); }));
  await start();
};

exports.deactivate = () => client?.stop();
