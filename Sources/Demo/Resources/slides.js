// The slides: one button, which opens the browser's own way to print or to save as PDF.
"use strict";

document.getElementById("print").addEventListener("click", () => window.print());
