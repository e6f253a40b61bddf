"""Provenance: a release leads by standard terms to its run, its pages and its tool, without any time of the run."""

from __future__ import annotations

import json

import pytest
from conftest import COST, EMAIL, TEXTING, Project, rows
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from pipeline.release.metadata import prov

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib in itself
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def teas(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A release of two pages, one of which has an address and a time."""
    project = Project(tmp_path_factory.mktemp("teas"))
    project.page("first.txt", TEXTING, EMAIL)
    project.page("second.txt", COST)
    project.index("second.txt,https://example.org/,2026-03-01T12:00:00Z,,")
    project.curate()
    return project


@pytest.fixture(scope="module")
def graph(teas: Project) -> Graph:
    """What the release says of its provenance."""
    return Graph().parse(teas.release().file("prov.jsonld"), format="json-ld")


def test_a_release_was_made_by_a_run_that_used_its_pages(teas: Project, graph: Graph) -> None:
    release = URIRef(f"urn:sha256:{teas.release().manifest.content_hash}")
    run = graph.value(release, PROV.wasGeneratedBy)
    pages = graph.value(run, PROV.used)
    assert (run, RDF.type, PROV.Activity) in graph
    assert graph.value(release, PROV.wasDerivedFrom) == pages
    named = {str(graph.value(page, SCHEMA.name)) for page in graph.objects(pages, PROV.hadMember)}
    assert named == {"first.txt", "second.txt"}


def test_each_page_has_its_bytes_and_what_is_known_of_its_address_and_time(teas: Project, graph: Graph) -> None:
    documents = rows(teas, "documents")
    assert documents
    for row in documents:
        page = URIRef(f"urn:qamill:page:{row['key']}")
        assert str(graph.value(page, SCHEMA.sha256)) == row["sha256"]
        assert (graph.value(page, SCHEMA.url) is None) == (row["url"] is None)
        assert (graph.value(page, PROV.generatedAtTime) is None) == (row["retrieved_at"] is None)


def test_the_run_was_done_by_a_program_with_its_version(teas: Project, graph: Graph) -> None:
    [run] = graph.subjects(RDF.type, PROV.Activity)
    tool = graph.value(run, PROV.wasAssociatedWith)
    assert (tool, RDF.type, PROV.SoftwareAgent) in graph
    assert str(graph.value(tool, SCHEMA.softwareVersion)) == teas.release().manifest.package["version"]


def test_no_time_of_the_run_is_told(graph: Graph) -> None:
    assert not [*graph.objects(None, PROV.startedAtTime), *graph.objects(None, PROV.endedAtTime)]
    assert {str(time) for time in graph.objects(None, PROV.generatedAtTime)} == {"2026-03-01T12:00:00+00:00"}


def test_all_terms_are_known_ones(graph: Graph) -> None:
    spaces = ("http://www.w3.org/", "https://schema.org/", "http://purl.org/dc/terms/")
    terms = {str(term) for term in graph.predicates()}
    assert terms
    assert {term for term in terms if not term.startswith(spaces)} == set()


def test_of_very_many_pages_their_table_is_named(teas: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prov, "_MOST_PAGES", 1)
    nodes = json.loads(prov.describe(teas.release()))["@graph"]
    assert [node["schema:description"] for node in nodes if "schema:description" in node] == [
        "2 pages; each is a row of documents.parquet."
    ]
    assert not [node for node in nodes if node["@id"].startswith("urn:qamill:page:")]
