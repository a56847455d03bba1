"""Files in pieces (tus): nothing is lost, nobody takes another's, what is not handed in goes."""

from __future__ import annotations

import base64
import hashlib
import random
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from tests.cast import AT, County, assessor_actor, liaison_actor, login, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor, Role, system_actor
from zwgk.foundation.files import actions, fields, jobs, queries
from zwgk.foundation.files.models import StoredFile, Upload
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs import queries as organ_queries

PHOTO = b"\xff\xd8\xff\xe0" + random.Random(7).randbytes(300_000)
SHA = hashlib.sha256(PHOTO).hexdigest()
LATER = AT + timedelta(days=4)


def begun(actor: Actor, data: bytes = PHOTO, name: str = "现场.jpg", sha256: str = SHA) -> Upload:
    return actions.begin_upload(actions.NewUpload(name, len(data), sha256), actor=actor, at=AT)


def whole(actor: Actor, data: bytes = PHOTO, name: str = "现场.jpg", sha256: str = "", size: int = 64 * 1024) -> Upload:
    upload = begun(actor, data, name, sha256)
    for start in range(0, len(data), size):
        upload = actions.receive_chunk(upload, start, data[start : start + size], actor=actor, at=AT)
    return upload


@pytest.mark.db
def test_piece_by_piece_it_arrives_whole(county: County):
    actor = liaison_actor(county.finance)
    upload = whole(actor, sha256=SHA)
    assert upload.complete
    (file,) = actions.take_uploads([upload.key, upload.key], actor=actor, at=AT)
    assert (file.sha256, file.name, queries.content(file)) == (SHA, "现场.jpg", PHOTO)
    assert actions.take_uploads([upload.key], actor=actor, at=AT) == [file]  # sent again after a lost answer
    assert not queries.part_of(upload).exists() and StoredFile.objects.count() == 1


@pytest.mark.parametrize("seed", range(5))
def test_pieces_of_any_size_with_repeats(county, seed):
    actor, chance = liaison_actor(county.finance), random.Random(seed)
    upload = begun(actor)
    while not upload.complete:
        start = upload.offset if chance.random() > 0.3 else chance.randrange(len(PHOTO))
        piece = PHOTO[start : start + chance.randrange(1, 90_000)]
        if start == upload.offset:
            actions.receive_chunk(upload, start, piece, actor=actor, at=AT)
            continue
        with pytest.raises(Conflict, match=str(upload.offset)):
            actions.receive_chunk(upload, start, piece, actor=actor, at=AT)
    assert queries.content(actions.take_uploads([upload.key], actor=actor, at=AT)[0]) == PHOTO


def test_a_damaged_file_begins_anew(county):
    actor = liaison_actor(county.finance)
    upload = begun(actor)
    with pytest.raises(BadInput, match="损坏"):
        actions.receive_chunk(upload, 0, PHOTO[:-1] + bytes([PHOTO[-1] ^ 1]), actor=actor, at=AT)
    upload.refresh_from_db()
    assert upload.offset == 0
    assert actions.receive_chunk(upload, 0, PHOTO, actor=actor, at=AT).complete


@pytest.mark.parametrize(("data", "name"), [(b"MZ" + bytes(99), "photo.jpg"), (b"hello" * 9, "现场.jpg"), (b"#!/bin/sh", "a.txt"), (b"text", "a.exe")])
def test_programs_and_false_pictures_are_refused(county, data, name):
    with pytest.raises(BadInput):
        whole(liaison_actor(county.finance), data, name)


@pytest.mark.parametrize("length", [0, -1, actions.MAX_BYTES + 1])
def test_no_room_for_nothing_and_for_too_much(county, length):
    with pytest.raises(BadInput):
        actions.begin_upload(actions.NewUpload("a.jpg", length), actor=liaison_actor(county.finance), at=AT)


def test_more_than_was_told(county):
    actor = liaison_actor(county.finance)
    upload = begun(actor, b"12345", "a.txt", "")
    with pytest.raises(BadInput, match="比说明的长"):
        actions.receive_chunk(upload, 0, b"123456", actor=actor, at=AT)


def test_a_person_has_so_much_room(county):
    actor = liaison_actor(county.finance)
    for _ in range(5):
        actions.begin_upload(actions.NewUpload("大.pdf", actions.MAX_BYTES), actor=actor, at=AT)
    with pytest.raises(Conflict, match="没有提交"):
        begun(actor)
    begun(liaison_actor(county.justice))


def test_nobody_takes_anothers_file(county):
    mine, other = liaison_actor(county.finance), office_actor()
    upload = whole(mine)
    assert queries.upload_called(upload.key, other) is None
    with pytest.raises(BadInput, match="没有找到"):
        actions.take_uploads([upload.key], actor=other, at=AT)
    with pytest.raises(BadInput, match="没有传完"):
        actions.take_uploads([begun(mine).key], actor=mine, at=AT)
    with pytest.raises(NotAllowed):
        begun(Actor(None, "过路人", None))
    begun(assessor_actor())


def by_link(county: County, number: int = 12, at=AT) -> tuple[Actor, str]:
    person = person_with(Role.LIAISON, county.finance)
    subject = Subject("ledger.item", number, "编制公开指南")
    wanted = organs.PassFor(person, county.finance, subject, f"/office/ledger/items/{number}/phone/", ["ledger.see", "ledger.report"])
    row, url = organs.grant_pass(wanted, actor=office_actor(), at=at)
    return organ_queries.narrowed(row, at), url


def test_a_link_sees_only_its_own_uploads(county):
    one, _ = by_link(county, 12)
    two, _ = by_link(county, 13)
    upload = whole(one)
    assert queries.upload_called(upload.key, one) and queries.upload_called(upload.key, two) is None
    assert queries.upload_called(whole(liaison_actor(county.finance)).key, one) is None


def test_what_is_not_handed_in_goes(county):
    actor = liaison_actor(county.finance)
    stale, kept, dropped = whole(actor), whole(actor), begun(actor)
    (file,) = actions.take_uploads([kept.key], actor=actor, at=AT)
    actions.drop_upload(dropped, actor=actor, at=AT)
    assert not queries.part_of(dropped).exists()
    assert jobs.tidy_uploads(at=AT) == ""
    assert "2" in jobs.tidy_uploads(at=LATER) and not Upload.objects.exists()
    assert actions.drop_stale_uploads(actor=system_actor("夜间清理"), at=LATER) == 0
    assert not queries.part_of(stale).exists() and queries.content(file) == PHOTO
    with pytest.raises(Conflict, match="失效"):
        actions.receive_chunk(dropped, 0, PHOTO, actor=actor, at=AT)


# --- over HTTP

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


def meta(**values: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items())


def patch(client: Client, address: str, offset: object, data: bytes, **more: str):
    headers = {"HTTP_UPLOAD_OFFSET": str(offset), **TUS, **more}
    return client.patch(address, data, content_type="application/offset+octet-stream", **headers)


def test_tus_create_ask_add(liaison_client, county):
    url = reverse("office:uploads")
    told = liaison_client.options(url)
    assert told["Tus-Version"] == "1.0.0" and "creation" in told["Tus-Extension"]
    made = liaison_client.post(url, HTTP_UPLOAD_LENGTH=str(len(PHOTO)), HTTP_UPLOAD_METADATA=meta(filename="现场.jpg", sha256=SHA), **TUS)
    address = made["Location"]
    assert made.status_code == 201 and made["Upload-Offset"] == "0"
    assert patch(liaison_client, address, 0, PHOTO[:1000]).status_code == 204
    asked = liaison_client.head(address)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("1000", str(len(PHOTO))) and "no-store" in asked["Cache-Control"]
    wrong = patch(liaison_client, address, 0, PHOTO[:1000])
    assert wrong.status_code == 409 and "1000" in wrong.content.decode()
    assert patch(liaison_client, address, 1000, PHOTO[1000:])["Upload-Offset"] == str(len(PHOTO))
    assert login(Client(), office_actor()).head(address).status_code == 404
    assert liaison_client.delete(address).status_code == 204 and liaison_client.head(address).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"HTTP_UPLOAD_LENGTH": "-5"}, {"HTTP_UPLOAD_LENGTH": "9" * 20}, {"HTTP_UPLOAD_LENGTH": "٣"},
                                     {"HTTP_UPLOAD_LENGTH": "5", "HTTP_UPLOAD_METADATA": "filename §§"}])  # fmt: skip
def test_tus_wrong_words(liaison_client, headers):
    assert liaison_client.post(reverse("office:uploads"), **headers, **TUS).status_code == 400


def test_tus_wrong_pieces(liaison_client, county):
    address = reverse("office:upload", args=[begun(liaison_actor(county.finance)).key])
    assert liaison_client.patch(address, b"x", content_type="text/plain", HTTP_UPLOAD_OFFSET="0").status_code == 415
    assert patch(liaison_client, address, "x", b"x").status_code == 400
    assert patch(liaison_client, address, 0, b"x", CONTENT_LENGTH=str(actions.MAX_CHUNK + 1)).status_code == 413
    assert liaison_client.post(reverse("office:uploads"), HTTP_UPLOAD_LENGTH="5", HTTP_UPLOAD_METADATA=meta(filename="../../etc/x.txt")).status_code == 201
    assert Upload.objects.latest("pk").name == "x.txt"


def test_tus_by_link(county):
    moment = timezone.now()
    actor, url = by_link(county, at=moment)
    phone = Client()
    assert phone.post(reverse("office:uploads"), HTTP_UPLOAD_LENGTH="9").status_code == 302  # signed in nowhere
    phone.get(url)
    phone.post(url)
    made = phone.post(f"{reverse('office:uploads')}?pass={actor.pass_id}", HTTP_UPLOAD_LENGTH="4", HTTP_UPLOAD_METADATA=meta(filename="a.txt"))
    assert made.status_code == 201 and made["Location"].endswith(f"?pass={actor.pass_id}")
    assert patch(phone, made["Location"], 0, b"1234").status_code == 204
    assert Upload.objects.get().pass_id == actor.pass_id
    assert phone.post(f"{reverse('office:uploads')}?pass={actor.pass_id + 1}", HTTP_UPLOAD_LENGTH="4").status_code == 302


# --- the form field


def test_the_field_takes_keys_and_plain_files(county):
    actor = liaison_actor(county.finance)
    upload = whole(actor)
    form_field = fields.ResumableFileField(required=False)
    plain = SimpleUploadedFile("纸质.txt", "内容".encode())
    data = MultiValueDict({"files_key": [upload.key, ""]})
    value = form_field.widget.value_from_datadict(data, MultiValueDict({"files": [plain]}), "files")
    taken = form_field.clean(value).take(actor=actor, at=AT)
    assert [file.name for file in taken] == ["现场.jpg", "纸质.txt"]
    assert not form_field.clean(None)
    with pytest.raises(fields.forms.ValidationError):
        fields.ResumableFileField().clean(fields.HandedIn())
    assert 'data-upload="/office/uploads/"' in form_field.widget.render("files", None) and "multiple" in form_field.widget.render("files", None)
