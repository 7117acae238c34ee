import { composeService, type Service } from '../app.js';
import { readSettings } from '../config/index.js';

/** Opens the service for one command and closes it whatever happens. */
export async function withService<R>(work: (service: Service) => Promise<R>): Promise<R> {
  const service = await composeService(readSettings());
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}
