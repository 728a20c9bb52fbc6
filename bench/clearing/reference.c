/* Clearing in C on the web that generateWeb.mjs wrote. Prints best seconds, sweeps; writes total payments (float64).
   reference FILE OUT REPEATS
   Gauss-Seidel: sweeps over all parties, receipts pulled from prepared relative liabilities by creditor. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void *load(FILE *f, size_t size, size_t count) {
  void *data = malloc(size * count + 1);
  if (fread(data, size, count, f) != count) exit(2);
  return data;
}

static int n, m, *start, *creditor;
static double *amount, *assets0, *outside, *owed;

static int *from_start, *debtor;
static double *share;

static void prepare(void) {
  owed = malloc(n * sizeof *owed);
  from_start = calloc(n + 2, sizeof *from_start);
  debtor = malloc(m * sizeof *debtor);
  share = malloc(m * sizeof *share);
  for (int i = 0; i < n; i++) {
    owed[i] = outside[i];
    for (int k = start[i]; k < start[i + 1]; k++) owed[i] += amount[k];
  }
  for (int k = 0; k < m; k++) from_start[creditor[k] + 2]++;
  for (int i = 0; i < n; i++) from_start[i + 2] += from_start[i + 1];
  for (int i = 0; i < n; i++)
    for (int k = start[i]; k < start[i + 1]; k++) {
      int at = from_start[creditor[k] + 1]++;
      debtor[at] = i;
      share[at] = amount[k] / owed[i];
    }
}

static int gauss_seidel(double *p) {
  memcpy(p, owed, n * sizeof *p);
  for (int sweep = 1;; sweep++) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double has = assets0[i];
      for (int k = from_start[i]; k < from_start[i + 1]; k++) has += share[k] * p[debtor[k]];
      double pays = has < owed[i] ? has : owed[i];
      double change = fabs(pays - p[i]);
      if (change > largest) largest = change;
      p[i] = pays;
    }
    if (largest <= 1e-12) return sweep;
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return 1;
  FILE *f = fopen(argv[1], "rb");
  if (!f) return 2;
  int *head = load(f, 4, 2);
  n = head[0], m = head[1];
  start = load(f, 4, n + 1), creditor = load(f, 4, m);
  amount = load(f, 8, m), assets0 = load(f, 8, n), outside = load(f, 8, n);
  fclose(f);
  prepare();
  double *p = malloc(n * sizeof *p), best = 1e300;
  int repeats = atoi(argv[3]), sweeps = 0;
  for (int r = 0; r < repeats; r++) {
    double t = now();
    sweeps = gauss_seidel(p);
    t = now() - t;
    if (t < best) best = t;
  }
  f = fopen(argv[2], "wb");
  fwrite(p, 8, n, f);
  fclose(f);
  printf("%.9g %d\n", best, sweeps);
  return 0;
}
