"""Clearing by sparse iteration in SciPy on the web that generateWeb.mjs wrote.

reference.py FILE OUT REPEATS: prints best seconds and iterations, writes total payments (float64).
"""

import sys
import time

import numpy
from scipy.sparse import csr_array

file, out, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(file, "rb") as web:
    parties, claims = numpy.fromfile(web, numpy.int32, 2)
    start = numpy.fromfile(web, numpy.int32, parties + 1)
    creditor = numpy.fromfile(web, numpy.int32, claims)
    amount = numpy.fromfile(web, numpy.float64, claims)
    assets = numpy.fromfile(web, numpy.float64, parties)
    outside = numpy.fromfile(web, numpy.float64, parties)

debtor = numpy.repeat(numpy.arange(parties, dtype=numpy.int32), numpy.diff(start))
owed = outside + numpy.bincount(debtor, amount, parties)
relative = csr_array((amount / owed[debtor], (creditor, debtor)), shape=(parties, parties))

best = float("inf")
for _ in range(repeats):
    began = time.perf_counter()
    paid = owed
    iterations = 0
    while True:
        iterations += 1
        pays = numpy.minimum(owed, assets + relative @ paid)
        change = numpy.abs(pays - paid).max()
        paid = pays
        if change <= 1e-12:
            break
    best = min(best, time.perf_counter() - began)
paid.tofile(out)
print(best, iterations)
