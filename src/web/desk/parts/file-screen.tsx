import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { useLoad } from '../use-load.js';
import { Loading } from './loading.js';
import { Notice } from './notice.js';
import { Page } from './page.js';

interface FileScreenProps<File> {
  readonly path: string;
  readonly title: (file: File) => string;
  readonly above: ComponentChildren;
  readonly isWide?: boolean;
  /** `onDone` says that an act is done and reads the file again. */
  readonly children: (file: File, onDone: () => void) => ComponentChildren;
}

/** One thing that is worked on, with all that is known of it. */
export function FileScreen<File>({ path, title, children, ...page }: FileScreenProps<File>) {
  const { say, api } = useDesk();
  const [isDone, setDone] = useState(false);
  const loaded = useLoad(path, () => api.get<File>(path));
  const onDone = (): void => {
    setDone(true);
    loaded.again();
  };
  return (
    <Loading of={loaded}>
      {(file) => (
        <Page title={title(file)} {...page}>
          <div role="status">{isDone && <Notice kind="good" title={say('accr.done')} />}</div>
          {children(file, onDone)}
        </Page>
      )}
    </Loading>
  );
}
