import { countOfHistogram, type Histogram, middlesOfHistogram } from '../base/histogram.ts';

/**
 * As many numbers as were counted, ascending, each in the middle of its bin: their quantiles and mean are those of the
 * numbers counted to 0.5 % of themselves. Which path had which number is lost.
 */
export function typicalValues(histogram: Histogram): Float64Array {
  const values = new Float64Array(countOfHistogram(histogram));
  let done = 0;
  for (const { middle, count } of middlesOfHistogram(histogram)) {
    values.fill(middle, done, done + count);
    done += count;
  }
  return values;
}
