// Package search turns texts into an index that a small script in a browser can search without a server.
//
// Deliberately absent: which texts there are, the script itself, files.
package search
