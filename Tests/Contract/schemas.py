"""The contract: which schema an answer must fit, and whether the contract itself is well formed."""

import json
from pathlib import Path

import jsonschema
from referencing import Registry, Resource

HERE = Path(__file__).resolve().parent
# What an entry of the index may say in place of a schema.
WORDS = {"any", "empty", "bytes", "html", "redirect"}


def families():
    """The schema files by their names."""
    return {path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(HERE.glob("*.json")) if path.name != "index.json"}


class Contract:
    """The index and the validators that it names."""

    def __init__(self):
        self.index = json.loads((HERE / "index.json").read_text(encoding="utf-8"))
        self.families = families()
        self.registry = Registry().with_resources(
            (name, Resource.from_contents(document)) for name, document in self.families.items())
        self.validators = {}
        self.prefix = next(iter(self.index["prefixes"]))
        # Paths in parts, with what the index says of them; those under a customer stand without their prefix.
        self.operations = {}
        for group, prefix in (("customer", self.prefix), ("server", "")):
            for name, entry in self.index[group].items():
                method, path = name.split(" ")
                self.operations[name] = (method, (prefix + path).split("/"), group, entry)

    def validator(self, name):
        """The validator of `family/Name`."""
        if name not in self.validators:
            family, part = name.split("/")
            reference = {"$ref": f"{family}.json#/$defs/{part}"}
            self.validators[name] = jsonschema.Draft202012Validator(reference, registry=self.registry)
        return self.validators[name]

    def operation(self, method, path):
        """The operation of a call, or None: of those that fit, the one with the fewest parameters."""
        for canonical, aliases in self.index["prefixes"].items():
            for alias in aliases:
                path = replaced(path, alias, canonical)
        parts = path.split("/")
        fitting = [
            (sum(one.startswith("{") for one in template), name)
            for name, (verb, template, _, _) in self.operations.items()
            if verb == method and len(template) == len(parts)
            and all(a == b or a.startswith("{") and b for a, b in zip(template, parts))
        ]
        return min(fitting)[1] if fitting else None

    def expected(self, name, status):
        """What the index says of a status of an operation: a schema, a word, or None."""
        _, _, group, entry = self.operations[name]
        if str(status) in entry:
            return entry[str(status)]
        if status >= 400:
            refusals = self.index["refusals"]
            return entry.get("4xx") or refusals.get(str(status)) or refusals["body"]
        return None

    def headers(self, name, status):
        """The schema of an answer's headers, or None."""
        own = self.operations[name][3].get("headers", {})
        return own.get(str(status)) or self.index["refusals"]["headers"].get(str(status))

    def conditions(self, name, status, query, asked):
        """The schemas that follow from the parameters of a call and from the text of its body."""
        found = []
        if not 200 <= status < 300:
            is_api = self.expected(name, status) == self.index["refusals"]["body"]
            return [self.index["refusals"]["invalid"]] if is_api else found
        entry = self.operations[name][3]
        if "plain" in entry and "profile_fields" not in (asked or ""):
            found.append(entry["plain"])
        for parameter, schemas in entry.get("when", {}).items():
            if query.get(parameter, "").lower() == "true":
                found.append(schemas[0])
            elif len(schemas) > 1:
                found.append(schemas[1])
        if name.startswith("GET ") and self.is_list(entry.get(str(status))):
            counted = query.get("total", "").lower() == "true"
            by_cursor = "cursor" in query or query.get("paging_mode", "").lower().endswith("cursor")
            found.append(self.index["paging"]["counted" if counted and not by_cursor else "uncounted"])
        return found

    def is_list(self, name):
        """Whether a schema knows a total."""
        if not name or name in WORDS:
            return False
        family, part = name.split("/")
        schema = self.families[f"{family}.json"]["$defs"][part]
        return any("total_count" in one.get("properties", {}) for one in [schema, *schema.get("anyOf", [])])

    def faults(self):
        """What is wrong with the contract itself."""
        found = []
        known = set(self.index["sources"])
        for name, document in self.families.items():
            jsonschema.Draft202012Validator.check_schema(document)
            for place, schema in fields(document["$defs"], name):
                source = self.source(schema)
                if not source or source.split(" ")[0].rstrip(":,;") not in known:
                    found.append(f"{place} names no source")
        for name, (_, _, _, entry) in self.operations.items():
            named = [one for key, one in entry.items() if isinstance(one, str)]
            named += [one for schemas in entry.get("when", {}).values() for one in schemas]
            named += entry.get("headers", {}).values()
            for schema in set(named) - WORDS:
                family, _, part = schema.partition("/")
                if part not in self.families.get(f"{family}.json", {}).get("$defs", {}):
                    found.append(f"{name} names {schema}, which does not exist")
        found += [f"unplayed names {name}, which the index does not" for name in self.index["unplayed"]
                  if name not in self.operations]
        return found

    def source(self, schema):
        """The source of a field: its own, or that of the part to which it refers."""
        while isinstance(schema, dict) and "$comment" not in schema and "$ref" in schema:
            family, part = schema["$ref"].split("#/$defs/")
            schema = self.families[family]["$defs"][part]
        return schema.get("$comment")


def replaced(path, alias, canonical):
    """A path with the canonical prefix in place of an alias; a part in braces stands for any."""
    ours, names = path.split("/"), alias.rstrip("/").split("/")
    if len(ours) <= len(names) or not all(a == b or a.startswith("{") and b for a, b in zip(names, ours)):
        return path
    values = {name: value for name, value in zip(names, ours) if name.startswith("{")}
    return "/".join([values.get(part, part) for part in canonical.rstrip("/").split("/")] + ours[len(names):])


def fields(schema, place):
    """Every field that a schema describes, with its place."""
    if isinstance(schema, list):
        for one in schema:
            yield from fields(one, place)
    if not isinstance(schema, dict):
        return
    for key, value in schema.items():
        if key in ("properties", "patternProperties") and isinstance(value, dict) and "not" not in schema:
            for name, one in value.items():
                if isinstance(one, dict) and set(one) & {"type", "enum", "const", "$ref", "pattern"}:
                    yield f"{place}/{name}", one
        yield from fields(value, f"{place}/{key}")
