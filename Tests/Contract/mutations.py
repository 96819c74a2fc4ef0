"""Proves that the contract can fail: answers that fit are changed, and must not fit any longer."""

import copy

# Schemas of which no source says more than that they are objects: a change of theirs goes unseen.
OPEN = {"common/Done", "documents/Preview", "documents/Parents"}


def mutants(value, path=()):
    """A value with one thing changed each time: a key dropped that all answers have, or a value of another type."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), "type", {**value, key: of_another_type(inner)}
            for place, how, changed in mutants(inner, (*path, key)):
                yield place, how, {**value, key: changed}
    elif isinstance(value, list) and value:
        for place, how, changed in mutants(value[0], (*path, 0)):
            yield place, how, [changed, *value[1:]]


def of_another_type(value):
    """A value that no field of the type of this one may hold."""
    return {"changed": [None]} if not isinstance(value, dict) else "changed"


def without_data(body):
    """The answer without its first key that every such answer has."""
    key = next((one for one in ("data", "access_token", "X-Auth-Token") if one in body), None)
    if key is None:
        return None
    changed = copy.copy(body)
    del changed[key]
    return changed


def missed(contract, fitting):
    """The changes that no schema notices."""
    found = []
    for (name, schema), body in sorted(fitting.items(), key=str):
        if schema in OPEN or not isinstance(body, dict):
            continue
        validator = contract.validator(schema)
        changed = without_data(body)
        if changed is not None and validator.is_valid(changed):
            found.append(f"{name}: an answer without its data fits {schema}")
        for place, how, changed in mutants(body):
            if validator.is_valid(changed):
                found.append(f"{name}: {'/'.join(map(str, place))} may have another {how} by {schema}")
    return found


def count(fitting):
    """How many changed answers are tried."""
    return sum(1 for (_, schema), body in fitting.items()
               if schema not in OPEN and isinstance(body, dict) for _ in mutants(body))
