#!/usr/bin/env bash
# Put in the Debian parts that the tests use, where we may (root with apt-get), else say what will be skipped.
# Never fails: a missing part skips its tests, and the skip says so. ZWGK_NO_APT=1 leaves the machine alone.
set -u

have_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }
have_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
have_office() {
    command -v soffice >/dev/null || return 1
    local program
    program=$(dirname "$(readlink -f "$(command -v soffice)")")
    [ -e "$program/libswlo.so" ] && [ -e "$program/libsclo.so" ]
}
have_pango() { ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0.so.0; }
have_fonts() { command -v fc-list >/dev/null && fc-list :lang=zh family 2>/dev/null | grep -q .; }
have_ocr() { command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx chi_sim; }

# part | Debian packages | what is left out without it
parts=(
    "postgres|postgresql|the tests on PostgreSQL"
    "chromium|chromium|the browser tests"
    "office|libreoffice-writer-nogui libreoffice-calc-nogui|reading .doc, .wps, .et files"
    "pango|libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0|printing PDF files"
    "fonts|fonts-noto-cjk fontconfig|the look of Chinese PDF files"
    "ocr|tesseract-ocr tesseract-ocr-chi-sim|reading scanned pages"
)

missing=()
for line in "${parts[@]}"; do
    "have_${line%%|*}" || missing+=("$line")
done
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -z "${ZWGK_NO_APT:-}" ]; then
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing Debian parts for the tests: $(for line in "${missing[@]}"; do cut -d'|' -f2 <<<"$line"; done | tr '\n' ' ')"
    timeout 120 apt-get update -qq >/dev/null 2>&1
    for line in "${missing[@]}"; do
        read -r -a packages <<<"$(cut -d'|' -f2 <<<"$line")"
        timeout 400 apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null 2>&1
    done
fi

for line in "${missing[@]}"; do
    "have_${line%%|*}" && continue
    echo "Not on this machine: $(cut -d'|' -f2 <<<"$line") — skipped: $(cut -d'|' -f3 <<<"$line")"
done
exit 0
