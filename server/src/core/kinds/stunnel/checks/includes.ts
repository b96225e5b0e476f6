import { defineChecks } from '../../../findings/check';
import { isInclude } from '../expand';
import { type Inspection, onValue } from '../report';
import { lookAt } from './look';

export const infos = defineChecks({
  notFound: {
    code: 'file-not-found',
    severity: 'error',
    source: 'stunnel',
    rules: ['2', '3b'],
    tag: 'LOAD',
    summary: '`include` names a folder that is not there, or no folder.',
    program: 'Failed to include directory',
  },
});

/** Reports includes of what is no folder. */
export function checkIncludes(inspection: Inspection): void {
  for (const line of inspection.document.statements) {
    if (!isInclude(line) || line.value.text === '') continue;
    const found = lookAt(line, inspection);
    const path = line.value.text;
    const at = onValue(line);
    if (found.is === 'missing') {
      const isAbsolute = path.startsWith('/');
      const where = isAbsolute ? '' : ' beside this file, and where stunnel is started is not known';
      const advice = isAbsolute ? 'Create it, or mend the path.' : 'Write the whole path.';
      inspection.report(infos.notFound, at, `There is no folder \`${path}\`${where}. ${advice}`);
    } else if (found.is === 'file') {
      const text = '`include` takes a folder, all files of which are read; this is a file.';
      inspection.report(infos.notFound, at, text);
    }
  }
}
