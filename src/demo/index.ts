export { runDemo } from './run-demo.js';
export { sampleNames, type DemoSample, type DemoSamples } from './samples.js';
