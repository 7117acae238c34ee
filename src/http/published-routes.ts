import { Router, type Response } from 'express';
import { ServiceError } from '../shared/index.js';
import type { HttpDeps, PublishedFile } from './deps.js';
import { limitRate } from './limits.js';

/** What anybody may read: DID documents, status lists, trust list, dictionaries, schemas, catalogue. Static and cacheable. */
export function publishedRoutes(deps: HttpDeps): Router {
  const router = Router();
  router.get('/.well-known/did.json', async (_request, response) => send(response, await deps.didDocument(null)));
  router.get('/issuers/:slug/did.json', async (request, response) =>
    send(response, await deps.didDocument(request.params.slug)),
  );
  router.get('/status/:list', async (request, response) => send(response, await deps.statusList(request.params.list)));
  // Our page may talk to nobody else; the address must be one of the trust list, so this is no open door.
  router.get('/status/elsewhere/:url', limitRate({ perMinute: 240 }), async (request, response) =>
    send(response, await deps.statusListElsewhere(String(request.params['url']))),
  );
  router.get('/trust-list', async (_request, response) => send(response, await deps.trustList()));
  router.get('/trust-list/roots.json', async (_request, response) => send(response, await deps.trustListRoots()));
  router.get('/dict/:sha256', async (request, response) =>
    send(response, await deps.dictionary(request.params.sha256)),
  );
  router.get('/credential-schemas/v1/:name', (request, response) => send(response, deps.schema(request.params.name)));
  router.get('/catalogue/:scheme/:qualification/:revision', (request, response) => {
    const { scheme, qualification, revision } = request.params;
    send(response, deps.qualification(`${scheme}/${qualification}/${revision}`));
  });
  router.get('/sites/:id', async (request, response) => send(response, await deps.site(request.params.id)));
  router.get('/accreditations', async (request, response) => {
    const { holder } = request.query;
    if (typeof holder !== 'string' || holder === '' || holder.length > MAX_IRI) throw noHolder();
    send(response, await deps.accreditationsOf(holder));
  });
  router.get('/accreditations/:id', async (request, response) =>
    send(response, await deps.accreditation(request.params.id)),
  );
  // Without a DID the resolver answers too: that the identifier is missing is its error to tell.
  const identifiers = ['/1.0/identifiers/', '/1.0/identifiers/*did'];
  router.get(identifiers, limitRate({ perMinute: 120 }), async (request, response) => {
    const [path = ''] = request.originalUrl.slice('/1.0/identifiers/'.length).split('?', 1);
    const answer = await deps.resolveDid(path, request.get('accept') ?? '', request.query);
    response
      .status(answer.status)
      .set(answer.headers ?? {})
      .set('Content-Type', answer.contentType)
      .end(answer.body);
  });
  return router;
}

const MAX_IRI = 500;

const noHolder = (): ServiceError =>
  new ServiceError('holder-missing', {
    status: 400,
    title: 'Whose accreditations are asked for is not said.',
    whatToDo: 'Add ?holder= with the address of a site, as certificates name it.',
  });

function send(response: Response, file: PublishedFile | null): void {
  if (file === null) {
    throw new ServiceError('not-found', {
      status: 404,
      title: 'There is nothing at this address.',
      whatToDo: 'Check the address.',
    });
  }
  const caching = `public, max-age=${file.maxAgeSeconds}${file.immutable === true ? ', immutable' : ''}`;
  response.set('Cache-Control', caching).set('Access-Control-Allow-Origin', '*').set('Content-Type', file.contentType);
  response.end(typeof file.body === 'string' ? file.body : Buffer.from(file.body));
}
