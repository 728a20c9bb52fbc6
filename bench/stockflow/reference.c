/* The equations of stockFlowModel.ts in C, path by path and lanes abreast, with given normals or with the same draws.
   reference NORMALS BLOCKED OUT PATHS REPEATS K0 K1, prints "variant seconds" lines; OUT holds the final stocks of each variant. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STEPS = 120, WIDTH = 256, STOCKS = 4 };

#define CAPITAL_OUTPUT 0.25
#define UTILISATION 0.85
#define INVENTORY_GAP_CLOSED 0.25
#define INVENTORY_TARGET 0.5
#define PAYOUT (80.0 / 85.0)
#define INTEREST 0.01
#define TAX (21.0 / 81.0)
#define SPENT_OF_INCOME 0.8
#define SPENT_OF_WEALTH 0.12
#define VOLATILITY 0.03
#define PURCHASES 0.2
#define DEPRECIATION 0.0125
#define ACCELERATOR 0.1
#define NORMAL_SALES 0.8

static inline double least(double a, double b) { return a < b ? a : b; }
static inline double most(double a, double b) { return a > b ? a : b; }

/* One quarter of one path. */
static inline void advance(double *K, double *N, double *M, double *D, double z) {
  double capacity = CAPITAL_OUTPUT * *K;
  double wanted = UTILISATION * capacity + INVENTORY_GAP_CLOSED * (INVENTORY_TARGET * capacity - *N);
  double production = least(capacity, most(0, wanted));
  double payout = PAYOUT * production;
  double interest = INTEREST * *D;
  double taxes = TAX * (payout + interest);
  double disposable = payout + interest - taxes;
  double wish = (SPENT_OF_INCOME * disposable + SPENT_OF_WEALTH * *M) * (1 + VOLATILITY * z);
  double goods = *N + production;
  double consumption = least(goods, most(0, wish));
  double purchases = least(goods - consumption, PURCHASES * capacity);
  double worn = DEPRECIATION * *K;
  double planned = worn + ACCELERATOR * (consumption + purchases - NORMAL_SALES * capacity);
  double investment = least(goods - consumption - purchases, most(0, planned));
  *K = *K + investment - worn;
  *N = *N + production - consumption - purchases - investment;
  *M = *M + payout + interest - taxes - consumption;
  *D = *D + purchases + interest - taxes;
}

static inline uint32_t rotate(uint32_t x, int bits) { return (x << bits) | (x >> (32 - bits)); }

/* Threefry 2x32-20 (Salmon and others 2011), as an odd multiple of 2^-53. */
static inline double uniform(uint32_t k0, uint32_t k1, uint32_t path, uint32_t step) {
  static const int bits[2][4] = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  uint32_t k[3] = {k0, k1, 0x1bd11bda ^ k0 ^ k1};
  uint32_t a = path + k0, b = step + k1;
  for (int group = 0; group < 5; group++) {
    for (int r = 0; r < 4; r++) {
      a += b;
      b = rotate(b, bits[group & 1][r]) ^ a;
    }
    a += k[(group + 1) % 3];
    b += k[(group + 2) % 3] + group + 1;
  }
  return ((a >> 6) * 67108864.0 + (b >> 6) + 0.5) * 0x1p-52;
}

/* Algorithm AS 241, PPND16 (Wichura 1988). */
static inline double normal(double p) {
  double q = p - 0.5;
  if (fabs(q) <= 0.425) {
    double r = 0.180625 - q * q;
    return q * (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r + 13731.69376550946) * r + 1971.5909503065513) * r + 133.14166789178438) * r + 3.3871328727963665) /
           (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r + 5394.196021424751) * r + 687.1870074920579) * r + 42.31333070160091) * r + 1);
  }
  double s = sqrt(-log(q < 0 ? p : 1 - p)), value;
  if (s <= 5) {
    double r = s - 1.6;
    value = (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691) * r + 4.630337846156546) * r + 1.4234371107496835) /
            (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) * r + 0.6897673349851) * r + 1.6763848301838038) * r + 2.053191626637759) * r + 1);
  } else {
    double r = s - 5;
    value = (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r + 0.026532189526576124) * r + 0.29656057182850487) * r + 1.7848265399172913) * r + 5.463784911164114) * r + 6.657904643501103) /
            (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r + 0.0007868691311456133) * r + 0.014875361290850615) * r + 0.1369298809227358) * r + 0.599832206555888) * r + 1);
  }
  return q < 0 ? -value : value;
}

/* A whole path at a time, stocks in registers: how one writes it by hand. */
static void pathByPath(const double *drawn, double *ends, int paths, uint32_t k0, uint32_t k1) {
  for (int p = 0; p < paths; p++) {
    double K = 400, N = 50, M = 100, D = 100;
    for (int s = 0; s < STEPS; s++) advance(&K, &N, &M, &D, drawn ? drawn[(size_t)p * STEPS + s] : normal(uniform(k0, k1, p, s)));
    ends[p] = K, ends[paths + p] = N, ends[2 * paths + p] = M, ends[3 * paths + p] = D;
  }
}

/* 256 paths abreast, which lets the compiler use vectors. */
static void abreast(const double *drawn, double *ends, int paths, uint32_t k0, uint32_t k1) {
  static double K[WIDTH], N[WIDTH], M[WIDTH], D[WIDTH], u[WIDTH], Z[WIDTH];
  for (int first = 0; first < paths; first += WIDTH) {
    for (int l = 0; l < WIDTH; l++) K[l] = 400, N[l] = 50, M[l] = 100, D[l] = 100;
    for (int s = 0; s < STEPS; s++) {
      const double *z = Z;
      if (drawn) z = drawn + (size_t)first * STEPS + s * WIDTH;
      else {
        for (int l = 0; l < WIDTH; l++) u[l] = uniform(k0, k1, first + l, s);
        for (int l = 0; l < WIDTH; l++) Z[l] = normal(u[l]);
      }
      for (int l = 0; l < WIDTH; l++) advance(&K[l], &N[l], &M[l], &D[l], z[l]);
    }
    for (int l = 0; l < WIDTH; l++) {
      ends[first + l] = K[l], ends[paths + first + l] = N[l], ends[2 * paths + first + l] = M[l], ends[3 * paths + first + l] = D[l];
    }
  }
}

static double *numbers(const char *file, size_t count) {
  double *all = malloc(count * sizeof *all);
  FILE *in = fopen(file, "rb");
  if (!all || !in || fread(all, sizeof *all, count, in) != count) exit(1);
  fclose(in);
  return all;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 8) return 1;
  int paths = atoi(argv[4]), repeats = atoi(argv[5]);
  uint32_t k0 = strtoul(argv[6], 0, 10), k1 = strtoul(argv[7], 0, 10);
  double *byPath = numbers(argv[1], (size_t)paths * STEPS), *byBlock = numbers(argv[2], (size_t)paths * STEPS);
  double *ends = malloc(sizeof *ends * STOCKS * paths);
  FILE *out = fopen(argv[3], "wb");
  if (!ends || !out) return 1;
  for (int variant = 0; variant < 4; variant++) {
    double best = INFINITY;
    for (int r = 0; r < repeats; r++) {
      double began = now();
      if (variant == 0) pathByPath(byPath, ends, paths, 0, 0);
      if (variant == 1) abreast(byBlock, ends, paths, 0, 0);
      if (variant == 2) pathByPath(0, ends, paths, k0, k1);
      if (variant == 3) abreast(0, ends, paths, k0, k1);
      double seconds = now() - began;
      if (seconds < best) best = seconds;
    }
    printf("%.9f\n", best);
    fwrite(ends, sizeof *ends, (size_t)STOCKS * paths, out);
  }
  fclose(out);
  return 0;
}
