"""The manifests are what Kubernetes takes, and say the same of the site as the Dockerfile and the compose file."""

import re
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

import ptcoding
from tests.support.container import lines

CHECKOUT = Path(__file__).resolve().parents[1]
MANIFESTS = {
    one["kind"]: one
    for one in yaml.safe_load_all((CHECKOUT / "assets" / "kubernetes" / "site.yaml").read_text(encoding="utf-8"))
}
COMPOSE = yaml.safe_load((CHECKOUT / "compose.yaml").read_text(encoding="utf-8"))
POD = MANIFESTS["Deployment"]["spec"]["template"]
(CONTAINER,) = POD["spec"]["containers"]


@pytest.mark.parametrize("version", ["1.31", "1.37"])
@pytest.mark.parametrize("kind", ["Deployment", "Service", "Ingress", "NetworkPolicy"])
def test_each_is_what_its_schema_says_and_has_no_other_field(kind, version):
    kubernetes_validate.validate(MANIFESTS[kind], version, strict=True)


def test_a_field_that_kubernetes_does_not_know_is_found():
    misspelt = {**MANIFESTS["Service"], "spec": {**MANIFESTS["Service"]["spec"], "selectors": {}}}
    with pytest.raises(kubernetes_validate.ValidationError, match="selectors"):
        kubernetes_validate.validate(misspelt, "1.37", strict=True)


def test_each_part_finds_the_other():
    labels = POD["metadata"]["labels"]
    assert MANIFESTS["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert MANIFESTS["Service"]["spec"]["selector"] == labels
    assert MANIFESTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    (rule,) = MANIFESTS["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    (port,) = MANIFESTS["Service"]["spec"]["ports"]
    assert path["backend"]["service"] == {
        "name": MANIFESTS["Service"]["metadata"]["name"],
        "port": {"name": port["name"]},
    }
    (listens,) = CONTAINER["ports"]
    named = [CONTAINER[probe]["httpGet"]["port"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")]
    assert {port["targetPort"], *named} == {listens["name"]}
    assert {one["name"] for one in CONTAINER["volumeMounts"]} == {one["name"] for one in POD["spec"]["volumes"]}


def test_the_name_of_the_site_is_one_that_it_answers_to():
    (rule,) = MANIFESTS["Ingress"]["spec"]["rules"]
    (tls,) = MANIFESTS["Ingress"]["spec"]["tls"]
    given = {one["name"]: one.get("value") for one in CONTAINER["env"]}
    assert [rule["host"]] == tls["hosts"] == [given["STREAMLIT_SERVER_ALLOWED_HOSTS"]]


def test_it_is_told_what_the_compose_file_tells_and_runs_with_no_more_rights():
    # The numbers stay closed here: the cluster's proxy would pass them on.
    assert {one["name"] for one in CONTAINER["env"]} == set(COMPOSE["x-app"]["environment"]) - {"PTCODING_METRICS"}
    steps = dict(lines((CHECKOUT / "Dockerfile").read_text(encoding="utf-8")))
    assert steps["EXPOSE"] == str(CONTAINER["ports"][0]["containerPort"])
    user, group = steps["USER"].split(":")
    context = POD["spec"]["securityContext"]
    assert (str(context["runAsUser"]), str(context["runAsGroup"]), context["runAsNonRoot"]) == (user, group, True)
    own = CONTAINER["securityContext"]
    assert own["readOnlyRootFilesystem"] is COMPOSE["x-app"]["read_only"] is True
    assert own["capabilities"]["drop"] == COMPOSE["x-app"]["cap_drop"] == ["ALL"]
    assert own["allowPrivilegeEscalation"] is False
    assert [one["mountPath"] for one in CONTAINER["volumeMounts"]] == COMPOSE["x-app"]["tmpfs"]


def test_the_guide_makes_the_secret_that_is_read():
    guide = (CHECKOUT / "assets" / "guides" / "deploying.md").read_text(encoding="utf-8")
    (name, rest) = re.search(r"^\$ kubectl create secret generic (\S+) (.+)$", guide, flags=re.MULTILINE).groups()
    read = [one["valueFrom"]["secretKeyRef"] for one in CONTAINER["env"] if "valueFrom" in one]
    assert {one["name"] for one in read} == {name}
    assert {one["key"] for one in read} == set(re.findall(r"--from-literal=([a-z-]+)=", rest))
    (file,) = re.findall(r"^\$ kubectl apply --filename (\S+)$", guide, flags=re.MULTILINE)
    assert (CHECKOUT / file).is_file()


def test_the_image_is_of_this_version():
    assert re.fullmatch(r"registry\.example\.org/ptcoding:(.+)", CONTAINER["image"])[1] == ptcoding.__version__


def test_a_learner_is_kept_at_one_process_by_a_cookie():
    sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie"
    assert MANIFESTS["Service"]["metadata"]["annotations"][sticky] == "true"
