"""Holds the server's answers against the contract of this folder.

contract.py FOLDER [--part]: FOLDER holds a run's results.json and the recorded HTTP of other programs (*.har). Every
answer must fit what index.json says of its operation, and each operation that the index names must have been answered with
success, or stand in `unplayed` with a reason. With --part not everything was played, and what is missing is no failure.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import answers
import mutations
from schemas import WORDS, Contract


class Verdict:
    """What came of the answers."""

    def __init__(self, contract):
        self.contract = contract
        self.counts, self.successes = Counter(), Counter()
        self.unknown, self.cut = Counter(), 0
        self.wrong = defaultdict(list)
        self.fitting = {}
        self.seen = {}

    def judge(self, answer):
        """Holds one answer against what the index says of it."""
        name = self.contract.operation(answer.method, answer.path)
        if name is None:
            if answer.status < 400 and answer.method != "OPTIONS":
                self.unknown[f"{answer.method} {answer.path}"] += 1
            return
        self.counts[name] += 1
        self.successes[name] += answer.status < 400
        key = answer.key
        if key in self.seen:
            return
        self.seen[key] = True
        for problem in self.problems(name, answer):
            self.wrong[name, answer.status, problem].append(answer.place)

    def problems(self, name, answer):
        """What an answer has wrong."""
        schema = self.contract.headers(name, answer.status)
        if schema:
            yield from (f"headers: {one}" for one in complaints(self.contract.validator(schema), answer.headers))
        expected = self.contract.expected(name, answer.status)
        if answer.method == "HEAD" and expected not in WORDS:
            expected = "empty"
        kind = answer.headers.get("content-type", "").split(";")[0]
        if expected is None:
            yield "the status is not in the contract"
        elif expected == "empty":
            if answer.body:
                yield "the body is not empty"
        elif expected == "html":
            if kind != "text/html":
                yield f"a page comes as {kind or 'nothing'}"
        elif answer.body is None and not kind and answer.status in self.contract.index["refusals"]["bare"]:
            # A request that is no HTTP, or no form, is refused before anything could be said of it.
            return
        elif expected not in WORDS:
            yield from self.json(name, answer, expected, kind)

    def json(self, name, answer, expected, kind):
        """What a JSON body has wrong."""
        if kind != "application/json":
            yield f"JSON comes as {kind or 'nothing'}"
        if answer.summary and kind == "application/json":
            # The journal names what the client asked for.
            self.cut += 1
            return
        if answer.body is None or answer.summary:
            yield f"no JSON: {answer.body}"
            return
        if answer.cut:
            self.cut += 1
            body = answers.whole_part(answer.body)
            if not isinstance(body, dict) or "data" not in body:
                return
            yield from complaints(self.contract.validator(expected), body)
            return
        try:
            body = json.loads(answer.body)
        except ValueError as error:
            yield f"no JSON: {error}"
            return
        schemas = [expected, *self.contract.conditions(name, answer.status, answer.query, answer.asked)]
        found = [one for schema in schemas for one in complaints(self.contract.validator(schema), body)]
        yield from found
        if not found and answer.status < 400:
            # The richest answer shows the most fields.
            best = self.fitting.get((name, expected))
            if best is None or len(answer.body) > len(json.dumps(best)):
                self.fitting[name, expected] = body


def complaints(validator, value):
    """What a validator has against a value, each once, with elements of lists alike."""
    for error in validator.iter_errors(value):
        deepest = [error]
        while deepest[-1].context:
            # Of several readings, the one that comes furthest is the one that was meant.
            deepest.append(max(deepest[-1].context, key=lambda one: len(one.absolute_path)))
        path = "/".join("*" if isinstance(one, int) else str(one) for one in deepest[-1].absolute_path)
        yield f"{path or 'the body'}: {deepest[-1].message[:200]}"


def report(verdict, is_part):
    """Prints the counts and returns what is wrong."""
    contract = verdict.contract
    for name in contract.operations:
        print(f"{verdict.counts[name]:6} {name}")
    # Pages, and what only the simulator has.
    if verdict.unknown:
        print("answered with success, and not in the contract: " + ", ".join(f"{one} ({count})" for one, count in sorted(verdict.unknown.items())))
    wrong = [f"{name}, {status}: {problem} ({len(places)}, first: {places[0]})"
             for (name, status, problem), places in sorted(verdict.wrong.items())]
    if not is_part:
        unplayed = contract.index["unplayed"]
        wrong += [f"{name}: no answer with success was seen" for name in contract.operations
                  if not verdict.successes[name] and name not in unplayed]
        wrong += [f"{name} stands in unplayed, and is answered with success" for name in unplayed
                  if verdict.successes[name]]
    return wrong


def main(folder, *options):
    contract = Contract()
    wrong = contract.faults()
    verdict = Verdict(contract)
    sources = sorted(Path(folder).glob("*"))
    for path in sources:
        if path.name == "results.json":
            found = answers.of_results(path)
        elif path.suffix == ".har":
            found = answers.of_har(path)
        else:
            continue
        for answer in found:
            verdict.judge(answer)
    wrong += report(verdict, "--part" in options)
    wrong += mutations.missed(contract, verdict.fitting)
    if not verdict.counts:
        wrong.append(f"{folder} holds no answers")
    if wrong:
        sys.exit("contract: " + "\ncontract: ".join(wrong))
    print(f"contract: {sum(verdict.counts.values())} answers of {len(verdict.counts)} operations fit, {verdict.cut} of them "
          f"were shown in part; {mutations.count(verdict.fitting)} changed answers do not fit")


if __name__ == "__main__":
    main(*sys.argv[1:])
