// Package seal locks a finished site, so that only somebody who has its key can read it, wherever it is put.
//
// Site turns one map of files into another. What comes out is a page that says what it is, a script that opens the
// rest with a key, the theme's own scripts, and sealed files with meaningless names. The key is random, stands only
// in the fragment of the link (which browsers never send), and opens one plan:
//
//	https://example.org/plan/#KEY                          the first page
//	https://example.org/plan/#KEY/weeks/03.html:thursday   a place on a page; a query goes before the colon
//
// With a passphrase there is no key in the link, and the page asks for it.
//
// # The form, version 1
//
// All that follows is made from the key by HKDF-SHA256, with "retake seal 1 " before what it is for:
//
//	edition   16 bytes, a keyed hash over every file, which the opening page shows. Whatever changes, the edition does,
//	          and with it every name and every byte: nobody can see which pages have changed
//	name      16 bytes of the file's path and the edition, as hexadecimal digits; the name of a script ends in ".js"
//	check     16 bytes, by which a wrong key is told from a damaged file
//	file key  32 bytes for each name of each edition, so that each key seals one text only
//
// A sealed file is a nonce of 12 bytes, and AES-256-GCM of
//
//	1 byte    0: as it is, 1: compressed (deflate without a frame)
//	1 byte    how long the type is
//	4 bytes   how long the content is, most significant byte first
//	the type, the content, zeros up to the size
//
// with "retake seal 1", edition and name as additional data: a file that stands in another's place, or comes from
// another edition, is refused. The nonce is a keyed hash of these and of the plain text, so that the same site and
// lock give the same bytes. The whole file is a multiple of 4 KiB, above 64 KiB of an eighth of the power of two
// below it; files that hold nothing are added until their number is such a step, too.
//
// A passphrase is brought into one form (NFC, single spaces) and stretched by PBKDF2-SHA256 to a key that wraps the
// one that all the rest is made from; salt and wrapped key stand in the opening page.
//
// A script of the theme stays readable, because the content policy lets no other run: it must hold no data, and load
// nothing but by adding a script to the head whose one call has JSON for arguments, as search.js does.
//
// Deliberately absent: where keys are kept, where randomness comes from, disks, networks, what is in the files, and
// any way to open a site without its key.
package seal
