#!/bin/sh
# Prints the pages of this folder as the PDFs of the tests. Needs chromium, gs and pdftoppm; the files differ a little
# with their versions, so the goldens are read again afterwards.
set -eu
cd "$(dirname "$0")"
print() { chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$2" "file://$PWD/$1" 2>/dev/null; }
for page in comptia cisco aws isc2 microsoft pmi linux google columns letter; do print "$page.html" "$page.pdf"; done
pdftoppm -r 50 -gray -png -singlefile google.pdf scan && print scan.html scan.pdf && rm scan.png
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOwnerPassword=o -sUserPassword=secret -dEncryptionR=3 -dKeyLength=128 -sOutputFile=locked.pdf google.pdf
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOwnerPassword=o -dEncryptionR=3 -dKeyLength=128 -sOutputFile=guarded.pdf google.pdf
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=distilled.pdf cisco.pdf
head -c 6000 cisco.pdf >truncated.pdf
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=giac.pdf giac.ps
