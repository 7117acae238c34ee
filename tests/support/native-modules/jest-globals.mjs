/** What `@jest/globals` gives, of the suite that runs now: modules of tests/support stay loaded for all suites of a worker. */
const current = (name) => globalThis[Symbol.for('jest-globals-of-this-suite')][name];

const ofThisSuite = (name) =>
  new Proxy(() => undefined, {
    apply: (_, __, given) => current(name)(...given),
    get: (_, key) => current(name)[key],
  });

export const afterAll = ofThisSuite('afterAll');
export const afterEach = ofThisSuite('afterEach');
export const beforeAll = ofThisSuite('beforeAll');
export const beforeEach = ofThisSuite('beforeEach');
export const describe = ofThisSuite('describe');
export const expect = ofThisSuite('expect');
export const it = ofThisSuite('it');
export const jest = ofThisSuite('jest');
export const test = ofThisSuite('test');
