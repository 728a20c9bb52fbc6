"""The equations of stockFlowModel.ts in NumPy, vectorised over paths.

reference.py NORMALS OUT PATHS REPEATS: prints the best seconds with given normals and with NumPy's own generator; OUT holds
the final stocks of both. NORMALS are in the order of steps, then paths.
"""
import sys
import time

import numpy as np

STEPS = 120
# Paths in one vector: the longer, the fewer calls; of 1,024 to 40,960 tried, the longest was the fastest.
ABREAST = 40960


def simulate(paths, normals):
    ends = np.empty((4, paths))
    for first in range(0, paths, ABREAST):
        last = min(paths, first + ABREAST)
        width = last - first
        capital, stock, money, debt = (np.full(width, x) for x in (400.0, 50.0, 100.0, 100.0))
        capacity, production, payout, interest, taxes, wish, goods, purchases, worn, investment, other = (
            np.empty(width) for _ in range(11)
        )
        for step in range(STEPS):
            z = normals(step, first, last)
            np.multiply(capital, 0.25, out=capacity)
            np.multiply(capacity, 0.5, out=production)
            production -= stock
            production *= 0.25
            np.multiply(capacity, 0.85, out=other)
            production += other
            np.maximum(production, 0, out=production)
            np.minimum(production, capacity, out=production)
            np.multiply(production, 80 / 85, out=payout)
            np.multiply(debt, 0.01, out=interest)
            payout += interest
            np.multiply(payout, 21 / 81, out=taxes)
            payout -= taxes
            np.multiply(payout, 0.8, out=wish)
            np.multiply(money, 0.12, out=other)
            wish += other
            np.multiply(z, 0.03, out=other)
            other += 1
            wish *= other
            np.maximum(wish, 0, out=wish)
            np.add(stock, production, out=goods)
            np.minimum(wish, goods, out=wish)
            goods -= wish
            np.multiply(capacity, 0.2, out=purchases)
            np.minimum(purchases, goods, out=purchases)
            goods -= purchases
            np.multiply(capital, 0.0125, out=worn)
            np.add(wish, purchases, out=investment)
            capacity *= 0.8
            investment -= capacity
            investment *= 0.1
            investment += worn
            np.maximum(investment, 0, out=investment)
            np.minimum(investment, goods, out=investment)
            capital += investment
            capital -= worn
            np.subtract(goods, investment, out=stock)
            money += payout
            money -= wish
            interest -= taxes
            interest += purchases
            debt += interest
        ends[:, first:last] = capital, stock, money, debt
    return ends


def best(repeats, run):
    fastest = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        ends = run()
        fastest = min(fastest, time.perf_counter() - began)
    return fastest, ends


def main():
    source, out, paths, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    given = np.fromfile(source).reshape(STEPS, paths)
    generator = np.random.Generator(np.random.SFC64(1))
    drawn = np.empty(ABREAST)

    def own(_, first, last):
        return generator.standard_normal(out=drawn[: last - first])

    with open(out, "wb") as file:
        for normals in (lambda step, first, last: given[step, first:last], own):
            seconds, ends = best(repeats, lambda: simulate(paths, normals))
            print(f"{seconds:.9f}")
            ends.tofile(file)


main()
