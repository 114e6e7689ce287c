"""Writes expected.csv from scenarios.jsonl by another road than the engine.

The differential equations are written out compartment by compartment, amounts and rates as the papers have them, and
each stretch between two events is the exponential of the whole matrix, input as one more state, in arithmetic of 60
digits (mpmath). No eigenvalues, no formulae for coinciding rates, no step shared with the engine.

    python3 expected.py        (needs mpmath)
"""
import json
from pathlib import Path
from mpmath import exp, expm, log, matrix, mp, mpf, nstr

mp.dps = 60
HERE = Path(__file__).parent


def exchanged(volumes, clearance, exchange):
    """rate[to, from] of compartments that exchange both ways; flows and clearances in L/min."""
    a = {}
    for (i, j), q in exchange.items():
        a[i, i] = a.get((i, i), 0) - q / volumes[i]
        a[i, j] = a.get((i, j), 0) + q / volumes[j]
        a[j, j] = a.get((j, j), 0) - q / volumes[j]
        a[j, i] = a.get((j, i), 0) + q / volumes[i]
    for i, cl in clearance.items():
        a[i, i] = a.get((i, i), 0) - cl / volumes[i]
    return a


def person(values, eta):
    return {name: mpf(v) * exp(mpf(eta.get(name, 0))) for name, v in values.items()}


def kamp(c, eta, ke0):
    s = mpf(c["weight_kg"]) / 70
    k = s ** mpf("0.75") / 60
    p = person({"V1": 25 * s, "V2": 56 * s, "V3": 157 * s, "CL": 84 * k, "Q2": 161 * k, "Q3": 79 * k}, eta)
    v = {0: p["V1"], 1: p["V2"], 2: p["V3"]}
    a = exchanged(v, {0: p["CL"]}, {(0, 1): p["Q2"], (0, 2): p["Q3"]})
    return with_effect(a, v, ke0)


def domino(c, eta, ke0):
    p = person({"V1": mpf("0.063") * mpf(c["weight_kg"]), "k10": "0.4381", "k12": "0.5921", "k13": "0.59", "k21": "0.247", "k31": "0.0146"}, eta)
    a = {(0, 0): -(p["k10"] + p["k12"] + p["k13"]), (1, 0): p["k12"], (0, 1): p["k21"], (1, 1): -p["k21"], (2, 0): p["k13"], (0, 2): p["k31"], (2, 2): -p["k31"]}
    return with_effect(a, {0: p["V1"]}, ke0)


def with_effect(a, v, ke0):
    if ke0 is not None:
        a[3, 0] = mpf(ke0) / v[0]
        a[3, 3] = -mpf(ke0)
    return dict(a=a, n=4 if ke0 is not None else 3, vein=0, parent=(0, v[0]), effect=(3, mpf(1)) if ke0 is not None else None, metabolite=None)


def otto(c, eta, ke0):
    s = mpf(c["weight_kg"]) / 70
    k = s ** mpf("0.75") / 60
    p = person({"V1": 133 * s, "CL": mpf("95.2") * k, "VP1": 187, "Q1": mpf("23.2") / 60, "VP2": "98.8", "Q2": mpf(157) / 60, "VN": mpf("98.638") * s, "CLN": mpf("57.72") * k, "VPN": "160.04", "QN": mpf("42.778") / 60}, eta)
    v = {0: p["V1"], 1: p["VP1"], 2: p["VP2"], 3: p["VN"], 4: p["VPN"]}
    a = exchanged(v, {0: p["CL"], 3: p["CLN"]}, {(0, 1): p["Q1"], (0, 2): p["Q2"], (3, 4): p["QN"]})
    a[3, 0] = p["CL"] / p["V1"]
    return dict(a=a, n=5, vein=0, parent=(0, p["V1"]), metabolite=(3, p["VN"]), effect=None)


def perezruixo(c, eta, ke0):
    qh = mpf(151) - mpf("2.19") * max(0, mpf(c["age_y"]) - 60)
    kel = mpf("1.11") * (mpf("0.36") if c.get("asian") else 1)
    cln = 38 * (mpf("0.81") if c.get("asian") else 1)
    p = person({"ka_n": mpf("2.93") / 60, "ka_sw": mpf("1.45") / 60, "VC": 192, "VP1": 143, "Q1": mpf("84.3") / 60, "VP2": 417, "Q2": mpf("37.6") / 60, "QH": qh / 60, "VH": 101, "kel": kel / 60, "kmet": mpf("2.77") / 60, "VN": 70, "CLN": mpf(cln) / 60, "VPN": 115, "Q3": mpf("26.1") / 60}, eta)
    odds = log(mpf("0.54") / mpf("0.46")) + mpf(eta.get("FRn", 0))
    first = min(mpf(1), 1 / (1 + exp(-odds)) * (mpf("1.34") if c.get("japanese") else 1))
    v = {2: p["VC"], 3: p["VP1"], 4: p["VP2"], 5: p["VH"], 6: p["VN"], 7: p["VPN"]}
    a = exchanged(v, {5: p["VH"] * (p["kel"] + p["kmet"]), 6: p["CLN"]}, {(2, 3): p["Q1"], (2, 4): p["Q2"], (2, 5): p["QH"], (6, 7): p["Q3"]})
    a[0, 0] = -p["ka_n"]
    a[2, 0] = p["ka_n"]
    a[1, 1] = -p["ka_sw"]
    a[5, 1] = p["ka_sw"]
    a[6, 5] = p["kmet"]
    return dict(a=a, n=8, vein=2, parent=(2, p["VC"]), metabolite=(6, p["VN"]), effect=None, first=first)


BUILD = {"kamp2020": kamp, "domino1982": domino, "otto2021": otto, "perezruixo2021": perezruixo}


def changes(events, m):
    """[(time, state, amount, rate change)]"""
    for e in events:
        if e["type"] == "bolus":
            yield mpf(e["t_min"]), m["vein"], mpf(e["mg"]), mpf(0)
        elif e["type"] == "infusion":
            yield mpf(e["start_min"]), m["vein"], mpf(0), mpf(e["mg_per_h"]) / 60
            yield mpf(e["end_min"]), m["vein"], mpf(0), -mpf(e["mg_per_h"]) / 60
        else:
            f = m["first"] * (1 if e["device_in_session"] == 1 else mpf("0.62"))
            t, dsw = mpf(e["t_min"]), mpf("0.53") * 60
            rate = (1 - f) * mpf("0.64") * mpf(e["mg"]) / dsw
            yield t, 0, f * mpf(e["mg"]), mpf(0)
            yield t, 1, mpf(0), rate
            yield t + dsw, 1, mpf(0), -rate


def run(m, events, times):
    n = m["n"]
    state, rates = matrix(n, 1), [mpf(0)] * n
    todo = sorted(changes(events, m), key=lambda x: x[0])
    now, seen = todo[0][0], {}

    def go(to):
        nonlocal state, now
        if to > now:
            big = matrix(n + 1, n + 1)
            for (i, j), x in m["a"].items():
                big[i, j] = x * (to - now)
            for i in range(n):
                big[i, n] = rates[i] * (to - now)
            whole = expm(big, method="taylor")
            state = whole[:n, :n] * state + whole[:n, n]
            now = to

    stops = sorted({t for t in map(mpf, times)} | {x[0] for x in todo})
    for t in stops:
        if t < now:
            seen[t] = matrix(n, 1)
            continue
        go(t)
        while todo and todo[0][0] <= t:
            _, i, mg, rate = todo.pop(0)
            state[i] += mg
            rates[i] += rate
        seen[t] = state.copy()
    return [seen[mpf(t)] for t in times]


def shown(x):
    return "0" if abs(x) < mpf("1e-40") else nstr(x, 17, min_fixed=-30, max_fixed=30, strip_zeros=True)


def cell(m, state, which):
    return shown(1000 * state[m[which][0]] / m[which][1]) if m[which] else ""


lines = ["scenario,model,subject,time_min,parent_ng_per_mL,metabolite_ng_per_mL,effect_site_ng_per_mL"]
for text in (HERE / "scenarios.jsonl").read_text().splitlines():
    s = json.loads(text)
    for k, subject in enumerate(s["subjects"], 1):
        m = BUILD[s["model"]](subject["covariates"], subject["eta"], s["ke0_per_min"])
        for t, state in zip(s["times_min"], run(m, subject["events"], s["times_min"])):
            lines.append(",".join([s["scenario"], s["model"], str(k), str(t), *(cell(m, state, w) for w in ("parent", "metabolite", "effect"))]))
(HERE / "expected.csv").write_text("\n".join(lines) + "\n")
