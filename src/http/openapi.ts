import { Router } from 'express';
import type { HttpDeps } from './deps.js';
import { openApiDocument } from './openapi-document.js';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

/** The same document as a plain page: readable without script, under the strict policy. */
function docsPage(publicUrl: string): string {
  const document = openApiDocument(publicUrl);
  const sections = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => {
      const example = Object.values(operation.requestBody?.content ?? {})[0]?.example;
      const answers = Object.entries(operation.responses).map(
        ([status, { description }]) => `<dt>${status}</dt><dd>${escapeHtml(description)}</dd>`,
      );
      return `<section><h2><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</h2><p>${escapeHtml(operation.summary)}</p>${
        operation.description ? `<p>${escapeHtml(operation.description)}</p>` : ''
      }${example === undefined ? '' : `<pre>${escapeHtml(JSON.stringify(example, null, 2))}</pre>`}<dl>${answers.join('')}</dl></section>`;
    }),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Skills Passport API</title><link rel="stylesheet" href="/api/docs.css"></head><body><main><h1>Skills Passport API</h1><p>${escapeHtml(document.info.description)} The machine-readable form is at <a href="/api/openapi.json">/api/openapi.json</a>.</p>${sections.join('')}</main></body></html>`;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b2430;background:#fff}main{max-width:52rem;margin:0 auto;padding:1.5rem}
h2{font-size:1.1rem;border-top:1px solid #c8d0da;padding-top:1rem;overflow-wrap:anywhere}h2 b{color:#0b4f8a}pre{background:#f2f5f8;padding:.75rem;overflow:auto}dt{float:left;width:4rem;font-weight:600}dd{margin:0 0 .25rem 4rem}`;

/** `/api/openapi.json` for machines, `/api/docs` for people (JSON there too when asked for with Accept). */
export function openApiRoutes(deps: HttpDeps): Router {
  const router = Router();
  router.get('/api/openapi.json', (_request, response) => {
    response.json(openApiDocument(deps.publicUrl));
  });
  router.get('/api/docs', (request, response) => {
    if (request.accepts(['html', 'json']) === 'json') response.json(openApiDocument(deps.publicUrl));
    else response.type('html').send(docsPage(deps.publicUrl));
  });
  router.get('/api/docs.css', (_request, response) => {
    response.type('css').send(STYLE);
  });
  return router;
}
