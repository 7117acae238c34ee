import type { Screen } from './screens.js';

/** Screens of certification and release officers, registrars, administrators and auditors. */
export const officerScreens: readonly Screen[] = [
  {
    path: '/desk/decide',
    needs: ['certification-queue.read'],
    title: 'decide.title',
    inNavigation: true,
    load: () => import('./screens/decide-queue.js'),
  },
  {
    path: '/desk/decide/:recordId',
    needs: ['certification-queue.read'],
    title: 'decide.title',
    load: () => import('./screens/decide-record.js'),
  },
  {
    path: '/desk/release',
    needs: ['release-list.read'],
    title: 'release.title',
    inNavigation: true,
    load: () => import('./screens/release-list.js'),
  },
  {
    path: '/desk/release/:runId',
    needs: ['release-list.read'],
    title: 'release.title',
    load: () => import('./screens/release-run.js'),
  },
  {
    path: '/desk/release/:runId/hand-over',
    needs: ['certificate.print'],
    title: 'release.hand-over',
    load: () => import('./screens/release-hand-over.js'),
  },
  {
    path: '/desk/certificates',
    needs: ['certificates.read'],
    title: 'cert.title',
    inNavigation: true,
    load: () => import('./screens/status-register.js'),
  },
  {
    path: '/desk/certificates/:certificateId',
    needs: ['certificates.read'],
    title: 'cert.title',
    load: () => import('./screens/status-certificate.js'),
  },
  {
    path: '/desk/requests',
    needs: ['certificates.read'],
    title: 'ask.title',
    inNavigation: true,
    load: () => import('./screens/status-requests.js'),
  },
  {
    path: '/desk/approvals',
    needs: ['proposals.read'],
    title: 'second.title',
    inNavigation: true,
    load: () => import('./screens/status-approvals.js'),
  },
  {
    path: '/desk/many',
    needs: ['certificates.change-many'],
    title: 'cert.bulk',
    inNavigation: true,
    load: () => import('./screens/status-bulk.js'),
  },
  {
    path: '/desk/accounts',
    needs: ['accounts.read'],
    title: 'accounts.title',
    inNavigation: true,
    load: () => import('./screens/people-accounts.js'),
  },
  {
    path: '/desk/accreditations',
    needs: ['accreditations.read'],
    title: 'accr.title',
    inNavigation: true,
    load: () => import('./screens/people-accreditations.js'),
  },
  {
    path: '/desk/overview',
    needs: ['overview.read'],
    title: 'view.title',
    inNavigation: true,
    load: () => import('./screens/overview.js'),
  },
];
