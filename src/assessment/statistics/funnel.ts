import type { FunnelBand, FunnelLimit } from '../../shared/index.js';

/**
 * Exact binomial control limits with interpolation, as in Spiegelhalter, "Funnel plots for comparing institutional
 * performance", Statistics in Medicine 24 (2005), appendix A.1.1.
 */
export function funnelLimit(n: number, target: number): FunnelLimit {
  const cumulative = binomialDistribution(n, target);
  return {
    n,
    low95: quantile(cumulative, 0.025),
    high95: quantile(cumulative, 0.975),
    low998: quantile(cumulative, 0.001),
    high998: quantile(cumulative, 0.999),
  };
}

/** Judged by the exact tails, not by the drawn limits: those are interpolated between two whole numbers. */
export function funnelBand(competent: number, assessed: number, target: number): FunnelBand {
  const cumulative = binomialDistribution(assessed, target);
  const atMost = cumulative[competent] ?? 1;
  const atLeast = 1 - (competent === 0 ? 0 : (cumulative[competent - 1] ?? 0));
  const tail = Math.min(atMost, atLeast);
  return tail < 0.001 ? 'outside-99.8' : tail < 0.025 ? 'outside-95' : 'inside';
}

/** P(X <= r) for r = 0 .. n; in logarithms, because the single probabilities of a large n are below what a number holds. */
function binomialDistribution(n: number, p: number): readonly number[] {
  if (p <= 0) return Array.from({ length: n + 1 }, () => 1);
  if (p >= 1) return Array.from({ length: n + 1 }, (_each, r) => (r === n ? 1 : 0));
  const cumulative: number[] = [];
  let logProbability = n * Math.log(1 - p);
  let sum = 0;
  for (let r = 0; r <= n; r++) {
    sum += Math.exp(logProbability);
    cumulative.push(Math.min(1, sum));
    logProbability += Math.log((n - r) / (r + 1)) + Math.log(p / (1 - p));
  }
  return cumulative;
}

function quantile(cumulative: readonly number[], probability: number): number {
  const n = cumulative.length - 1;
  const found = cumulative.findIndex((value) => value > probability);
  const r = found < 0 ? n : found;
  const here = cumulative[r] ?? 1;
  const before = r === 0 ? 0 : (cumulative[r - 1] ?? 0);
  const share = here === before ? 0 : (here - probability) / (here - before);
  return Math.min(1, Math.max(0, (r - share) / n));
}
