// Package git puts one edition of a site onto a branch of a remote, with the user's own git.
//
// Publish makes a commit without parents, so that no edition before it stays in the branch's history, and pushes
// that one commit. All it makes lies in a temporary repository that borrows the user's settings (signing in,
// proxies, addresses that stand for others) and is removed afterwards: the user's repository, index, branches,
// settings and files are the same after as before. The bytes pushed are the bytes given: no filter, line ending or
// ignore file touches them. The same input makes the same commit, so an edition that is there already is not
// pushed again.
//
// Look says what there is to know of a remote before anything is pushed: whether it looks public, where its pages
// would be read, and whether the plan's plain source lies at the same place. It asks no server.
//
// A branch is taken for an edition of retake, and may be replaced, if it is one commit without parents whose
// message ends with "Edition-by: retake". Addresses are never shown with the name and password that they may carry.
//
// Deliberately absent: what an edition is, who may see it, whether a push is wise, keys, and any shell.
package git
