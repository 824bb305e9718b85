"""The network of countries: its numbers, its drawing, its filters."""

from __future__ import annotations

import re

import pytest

from .support import Explorer, words


def pairs(explorer: Explorer, address: str = "/network") -> dict[str, list[int]]:
    """Return the numbers of each pair of the table."""
    page = explorer.page(address)
    lines = page.xpath("//div[@aria-label='Pairs']//tbody/tr")
    return {words(one[0]): [int(words(cell)) for cell in one[1:]] for one in lines}


def test_a_pair_has_the_numbers_of_its_page(reader: Explorer) -> None:
    """The table counts what the page of a pair counts, in both directions."""
    forth_cooperation, forth_conflict, back_cooperation, back_conflict, total = pairs(reader)["KEN and TZA"]
    page = reader.page("/pair?a=KEN&b=TZA")
    heads = [int(re.search(r"n = (\d+)", words(one))[1]) for one in page.xpath("//section/h2")]  # type: ignore[index]
    assert heads == [forth_cooperation + forth_conflict, back_cooperation + back_conflict]
    assert total == sum(heads)


def test_the_picture_draws_the_pairs_of_the_table(reader: Explorer) -> None:
    """Every country of the table is on the ring, every arc says what it stands for, and no number differs."""
    page = reader.page("/network")
    codes = {words(one) for one in page.xpath("//svg[@class='network']//a")}
    assert codes == {code for name in pairs(reader) for code in name.split(" and ")}
    titles = [words(one) for one in page.xpath("//svg[@class='network']/path/title")]
    drawn = sum(int(re.search(r"(\d+) mentions", one)[1]) for one in titles)  # type: ignore[index]
    assert drawn == sum(numbers[-1] for numbers in pairs(reader).values())


@pytest.mark.parametrize("asked", ["certainty=certain", "since=2023", "until=2022-12-31", "status=happened"])
def test_filters_make_it_smaller(reader: Explorer, asked: str) -> None:
    """Each filter leaves pairs out or numbers smaller, and the pages of pairs keep to it."""
    every, some = pairs(reader), pairs(reader, f"/network?{asked}")
    assert 0 < sum(one[-1] for one in some.values()) < sum(one[-1] for one in every.values())
    assert all(one[-1] <= every[name][-1] for name, one in some.items())
    links = reader.page(f"/network?{asked}").xpath("//div[@aria-label='Pairs']//a/@href")
    assert all(asked in one for one in links)


def test_the_pairs_of_one_country(reader: Explorer) -> None:
    """Naming a country leaves those that it is in."""
    assert set(pairs(reader, "/network?who=ken")) == {one for one in pairs(reader) if "KEN" in one}


def test_values_that_mean_nothing_are_refused(reader: Explorer) -> None:
    """A number of pairs that is not offered, a certainty or day that there is not."""
    for asked in ("drawn=7", "certainty=sure", "since=spring", "after=-1"):
        assert "S705" in reader.page(f"/network?{asked}", 400).text_content()
    assert "names two countries" in reader.page("/network?since=2050").text_content()
