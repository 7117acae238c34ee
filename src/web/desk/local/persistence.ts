/** Whether the browser promised not to clear what is kept, without asking anybody. Null: it does not say. */
export async function isKeptForGood(): Promise<boolean | null> {
  try {
    return await navigator.storage.persisted();
  } catch {
    return null;
  }
}

/** Asks the browser to promise it; some ask the person, some decide themselves. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
