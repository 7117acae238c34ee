import { render } from 'preact';
import { Desk } from './desk.js';
import { memoryDatabase, openLocalDatabase } from './local/database.js';
import { startTheme } from '../theme.js';
import { takeFragment } from './router.js';
import { returnFromProvider } from './sign-in/provider.js';

/** Resolves to a memory of this page where the browser keeps nothing. */
const database = openLocalDatabase(indexedDB).catch(() => memoryDatabase());
const fragment = takeFragment();
returnFromProvider();

startTheme();
const root = document.getElementById('desk');
if (root) render(<Desk fragment={fragment} database={database} />, root);
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
