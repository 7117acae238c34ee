import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where a code of a refusal stands in the sources. */
export interface FoundCode {
  readonly code: string;
  readonly file: string;
}

const root = join(import.meta.dirname, '../..');

/** Functions whose first argument is the code of a refusal. */
const makers = /^(ServiceError|condition|refusal|refusedBatch|refusedToSign|told|block|warn|info)$/;
/** What `code` or `rule` stands beside when it is one of a refusal. */
const companions = new Set(['whatToDo', 'title', 'message']);

/** Every code that a file of `src/` can refuse with. A code put together from values ends in `*`. */
export function refusalCodes(folders: readonly string[]): readonly FoundCode[] {
  const files = folders.flatMap((folder) => filesBelow(`src/${folder}`));
  return files.flatMap((file) => codesIn(readFileSync(join(root, file), 'utf8')).map((code) => ({ code, file })));
}

function filesBelow(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() || entry.name.endsWith('.ts') ? filesBelow(`${path}/${entry.name}`) : [],
  );
}

export function codesIn(source: string): string[] {
  const found = new Set<string>();
  const add = (node: ts.Node | undefined, constants: ReadonlyMap<string, string>): void => {
    if (node === undefined) return;
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    else if (ts.isTemplateExpression(node)) found.add(`${node.head.text}*`);
    else if (ts.isIdentifier(node) && constants.has(node.text)) found.add(constants.get(node.text) ?? '');
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach((each) => add(each, constants));
  };
  const tree = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true);
  const constants = constantsOf(tree);
  const walk = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && makers.test(node.expression.getText()))
      add(node.arguments?.[0], constants);
    if (ts.isObjectLiteralExpression(node)) {
      const entries = node.properties.filter(ts.isPropertyAssignment);
      const names = entries.map((entry) => entry.name.getText());
      const code = entries.find((entry) => /^(code|rule)$/.test(entry.name.getText()));
      if (names.some((name) => companions.has(name))) add(code?.initializer, constants);
    }
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return [...found];
}

/** Codes that have a name: `export const STOPPED = '…'`. */
function constantsOf(tree: ts.SourceFile): ReadonlyMap<string, string> {
  const named = tree.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
    .flatMap((each): [string, string][] =>
      each.initializer !== undefined && ts.isStringLiteral(each.initializer)
        ? [[each.name.getText(), each.initializer.text]]
        : [],
    );
  return new Map(named);
}
