/**
 * A name as it is kept for searching: alike in capitals and small letters of every script, and however its accents are
 * written. SQLite itself knows the letters of ASCII alone.
 * Rows hold what it gives: whoever changes it folds them anew in a migration.
 */
export function foldName(name: string): string {
  // At the end of a word Greek has another small sigma, which a part of the name would not have.
  return name.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}
