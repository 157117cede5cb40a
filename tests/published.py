"""Public validators, asked about what the site publishes for machines.

Each comes from a package registry and works without a network (decision 35).
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xmlschema

from tests.tools import ROOT

MODULES = ROOT / "node_modules"
SITEMAP = MODULES / "sitemap" / "schema" / "sitemap.xsd"
TYPES = {
    "schema-dts": MODULES / "schema-dts" / "dist" / "schema.d.ts",
    "json-feed": MODULES / "@json-feed-types" / "1_1" / "index.d.ts",
}
# The names of schema.org and of JSON Feed 1.1, as TypeScript knows them.
IMPORTS = """
import type { WithContext, Thing } from "schema-dts";
import type JSONFeed from "json-feed";
"""
# The schema of sitemaps wants to know what other elements are; of HTML it is this one.
LINK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    targetNamespace="http://www.w3.org/1999/xhtml" elementFormDefault="qualified">
  <xs:element name="link"><xs:complexType>
    <xs:attribute name="rel" use="required" fixed="alternate"/>
    <xs:attribute name="hreflang" use="required" type="xs:language"/>
    <xs:attribute name="href" use="required" type="xs:anyURI"/>
  </xs:complexType></xs:element>
</xs:schema>"""
# Both say nothing where nothing is wrong.
INDEX_READER = """
import { pipeline } from "node:stream/promises";
import { XMLToSitemapIndexStream } from "sitemap";
const reader = new XMLToSitemapIndexStream({ level: "throw", logger: false });
let files = 0;
const counted = async (found) => { for await (const _ of found) { files += 1; } };
try {
  await pipeline(process.stdin, reader, counted);
  if (!files) console.log("it names no file");
} catch (fault) {
  console.log(fault.message);
}
"""
ATOM_READER = """
begin
  feed = RSS::Parser.parse($stdin.read, true, false)
  puts "no feed" unless feed.is_a?(RSS::Atom::Feed)
rescue RSS::Error => fault
  puts fault.message
end
"""


def type_problems(sort: str, things: Mapping[str, Any]) -> list[str]:
    """What TypeScript finds wrong with these, as `WithContext<Thing>` or `JSONFeed`."""
    lines = [
        f"const _{number}: {sort} = {json.dumps(thing)}; // {name}"
        for number, (name, thing) in enumerate(things.items())
    ]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "all.ts").write_text("\n".join([IMPORTS, *lines]))
        (Path(folder) / "tsconfig.json").write_text(json.dumps(_project()))
        command: list[str | Path] = [
            MODULES / ".bin" / "tsc",
            "--project",
            folder,
            "--pretty",
            "false",
        ]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.splitlines() + answer.stderr.splitlines()


def sitemap_problems(xml: bytes) -> list[str]:
    schema = xmlschema.XMLSchema(str(SITEMAP), locations=[], allow="local")
    xmlschema.XMLSchema(LINK, global_maps=schema.maps)
    return [str(error.reason) for error in schema.iter_errors(xml.decode())]


def index_problems(xml: bytes) -> list[str]:
    """What the reader of indexes that `sitemap` brings does not take."""
    return _said(["node", "--input-type=module", "--eval", INDEX_READER], xml)


def atom_problems(xml: bytes) -> list[str]:
    """What the validating reader of Ruby finds wrong with a feed, by RFC 4287."""
    return _said(["ruby", "-rrss", "-e", ATOM_READER], xml)


def _said(command: list[str], xml: bytes) -> list[str]:
    answer = subprocess.run(
        command, input=xml, capture_output=True, check=False, cwd=ROOT
    )
    return (answer.stdout + answer.stderr).decode().splitlines()


def _project() -> dict[str, Any]:
    options = {
        "noEmit": True,
        "strict": True,
        "skipLibCheck": True,
        "types": [],
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "paths": {name: [str(path)] for name, path in TYPES.items()},
    }
    return {"compilerOptions": options, "files": ["all.ts"]}
