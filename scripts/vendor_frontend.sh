#!/usr/bin/env bash
# Put the built GOV.UK Frontend and MoJ Frontend files into static/vendor.
#
# Run by hand, only to change a version: the result is committed, and neither setting up nor running the
# product needs Node. It needs npm, sed and grep. See docs/decisions/0010-front-end.md for what is left out
# and why. Usage: scripts/vendor_frontend.sh
set -euo pipefail

GOVUK_VERSION=6.6.0
MOJ_VERSION=11.1.0

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
vendor="$root/static/vendor"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# Fetch one package with the npm client, unpacked into a folder of the scratch directory.
unpack() {
    local package="$1" folder="$2" archive
    archive="$(cd "$scratch" && npm pack --silent "$package")"
    mkdir -p "$scratch/$folder"
    tar -xzf "$scratch/$archive" -C "$scratch/$folder" --strip-components=1
}

# Strip the font, the crest and the source map that only central government or a developer may use, and make
# every address relative, so that manifest storage can find what it names.
clean_css() {
    sed -E \
        -e 's/@font-face\{[^}]*GDS Transport[^}]*\}//g' \
        -e 's/"?GDS Transport"?, ?arial/arial/g' \
        -e 's#url\(/assets/images/govuk-crest\.svg\)#none#g' \
        -e 's#url\(/assets/#url(assets/#g' \
        -e 's#/\*\# sourceMappingURL=[^*]*\*/##g' "$1"
}

clean_js() {
    sed -E 's#//\# sourceMappingURL=.*$##' "$1"
}

unpack "govuk-frontend@$GOVUK_VERSION" govuk
unpack "@ministryofjustice/frontend@$MOJ_VERSION" moj

for name in govuk moj; do
    find "$vendor/$name" -type f ! -name LICENCE.txt -delete 2>/dev/null || true
    mkdir -p "$vendor/$name"
done
clean_css "$scratch/govuk/dist/govuk/govuk-frontend.min.css" > "$vendor/govuk/govuk-frontend.min.css"
clean_js "$scratch/govuk/dist/govuk/govuk-frontend.min.js" > "$vendor/govuk/govuk-frontend.min.js"
clean_css "$scratch/moj/moj/moj-frontend.min.css" > "$vendor/moj/moj-frontend.min.css"
clean_js "$scratch/moj/moj/moj-frontend.min.js" > "$vendor/moj/moj-frontend.min.js"

mkdir -p "$vendor/moj/assets/images"
grep -oE 'url\(assets/images/[^)]+\)' "$vendor/moj/moj-frontend.min.css" | sed -E 's#url\(assets/images/(.*)\)#\1#' \
    | sort -u | while read -r image; do
    cp "$scratch/moj/moj/assets/images/$image" "$vendor/moj/assets/images/$image"
done

printf 'govuk-frontend %s\n@ministryofjustice/frontend %s\n' "$GOVUK_VERSION" "$MOJ_VERSION" > "$vendor/VERSIONS.txt"
if grep -rqiE 'GDS Transport|govuk-crest|url\(/|sourceMappingURL' "$vendor" --include='*.css' --include='*.js'; then
    echo "The vendored files still name a font, a crest or an absolute address" >&2
    exit 1
fi
echo "Vendored govuk-frontend $GOVUK_VERSION and @ministryofjustice/frontend $MOJ_VERSION"
