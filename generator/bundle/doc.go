// Package bundle packs a finished site to be mailed: one page as a single HTML file, or all of it as a zip.
//
// The single file carries its style sheets and pictures inside, asks no server for anything, and runs no script;
// links to other pages of the site become their text, because there is nothing at their end. Dark and print
// styles stay. The zip holds one folder that opens with its index.html. The same input gives the same bytes.
//
// Deliberately absent: what is in a site and who may see it, files and folders, scripts, and repair of bad HTML.
package bundle
