import { basename } from 'node:path';
import { Uri, window, workspace } from 'vscode';
import { inspect } from '../../../../server/src/core/generators/pki/inspect';
import { inspectionText, requestText } from '../../../../server/src/core/generators/pki/inspectionText';
import { readRequest } from '../../../../server/src/core/generators/pki/request';
import { Refusal } from '../../../../server/src/host/writing/refusal';
import { MOST_BYTES, printableLines } from '../../generators/reading';
import type { Run } from '../../generators/shell';

/** Shows what a certificate or a request says: a file, the document that is open, or what is chosen in a dialogue. */
export const inspectCertificate: Run = async (shell, argument) => {
  const source = await sourceOf(argument);
  if (source === undefined) return;
  const { name, content } = source;
  const found = inspect(content, Date.now());
  if (!('problem' in found)) return show(inspectionText(found));
  const request = readRequest(typeof content === 'string' ? content : new TextDecoder().decode(content));
  if ('problem' in request) throw new Refusal(found.problem);
  return show(requestText(request));

  async function show(text: string): Promise<void> {
    await shell.documents.show(`${name}.txt`, printableLines(text));
  }
};

/** A document that is open works everywhere, whatever it lies on. */
async function sourceOf(argument: unknown): Promise<{ name: string; content: string | Uint8Array } | undefined> {
  const document = window.activeTextEditor?.document;
  const here = document?.getText().includes('-----BEGIN ') === true ? document.uri : undefined;
  const uri = argument instanceof Uri ? argument : (here ?? (await chosenFile()));
  if (uri === undefined) return undefined;
  const name = basename(uri.path);
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open !== undefined) return { name, content: open.getText() };
  const size = (await workspace.fs.stat(uri).then(null, () => undefined))?.size;
  if (size === undefined) throw new Refusal(`${name} cannot be read. Look whether it is still there.`);
  if (size > MOST_BYTES) throw new Refusal(`${name} is too long to be a certificate.`);
  return { name, content: await workspace.fs.readFile(uri) };
}

async function chosenFile(): Promise<Uri | undefined> {
  const filters = { 'Certificates and requests': ['crt', 'cer', 'pem', 'der', 'csr'], 'All files': ['*'] };
  const [uri] = (await window.showOpenDialog({ title: 'Inspect Certificate', filters })) ?? [];
  return uri;
}
