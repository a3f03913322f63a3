// Ends the function around the marking script: what the page may ask of it.
return {
  rows,
  asJson,
  open,
  marks: () => texts.reduce((sum, text) => sum + text.marks.length, 0),
  unsaved: () => unsaved,
  setUnsaved: (value) => { unsaved = value; },
};
