"""The words of a restricted directive are in no paper that others open, whatever the door."""

import pytest

from tests import factories as make
from tracker.models import RestrictedViewer
from tracker.services import review
from tracker.services.errors import WrongState

pytestmark = pytest.mark.django_db
SECRET, OPEN = "Xem xét kỷ luật cán bộ", "Báo cáo tiến độ giải ngân"
DOORS = ["/admin/tracker/document/{}/change/", "/api/v1/documents/{}/", "/duyet/{}/"]


@pytest.fixture
def paper():
    """A paper with a restricted passage and an open one, each a directive with a task."""

    class Paper:
        document = make.document(text=f"{SECRET}. {OPEN}.")
        hidden = make.directive(
            text=SECRET, document=document, restricted=True, span_start=0, span_end=len(SECRET)
        )
        plain = make.directive(text=OPEN, document=document)
        named = make.clerk()

    make.task(of=Paper.hidden)
    Paper.task = make.task(of=Paper.plain)
    RestrictedViewer.objects.create(directive=Paper.hidden, user=Paper.named)
    return Paper


def page(client, user, door, paper):
    client.force_login(user)
    answer = client.get(door.format(paper.document.pk))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_a_clerk_who_is_not_named_reads_the_paper_without_the_passage(client, paper, door):
    text = page(client, make.clerk(), door, paper)
    assert SECRET not in text and OPEN in text


@pytest.mark.parametrize("door", DOORS[:2])
def test_an_agency_reads_the_paper_without_the_passage(client, paper, door):
    text = page(client, make.officer(paper.task.agency), door, paper)
    assert SECRET not in text and OPEN in text


@pytest.mark.parametrize("door", DOORS)
def test_whoever_is_named_reads_the_whole_paper(client, paper, door):
    assert SECRET in page(client, paper.named, door, paper)


def test_the_refusal_of_an_overlap_does_not_tell_the_passage(paper):
    with pytest.raises(WrongState) as refused:
        review.add(paper.document.pk, 0, 10, make.actor(make.clerk()), now=make.NOW)
    assert SECRET not in refused.value.message
