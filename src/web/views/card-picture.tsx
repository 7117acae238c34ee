/** The back of a card, so that people see which of the codes is meant. Not a code: it holds nothing to scan. */
export const CardPicture = () => (
  <svg class="card-picture" viewBox="0 0 214 135" aria-hidden="true" focusable="false">
    <rect x="1" y="1" width="212" height="133" rx="8" class="card-paper" />
    <rect x="14" y="24" width="88" height="88" rx="3" class="card-code" />
    <path
      class="card-dots"
      d="M21 31h20v20H21zM75 31h20v20H75zM21 85h20v20H21zM48 33h6v6h-6zM60 31h8v8h-8zM48 46h12v8H48zM66 46h5v13h-5zM22 58h11v7H22zM38 58h6v13h-6zM50 61h10v10H50zM77 58h17v6H77zM70 68h8v8h-8zM85 70h9v7h-9zM48 78h8v8h-8zM62 82h9v9h-9zM76 84h8v8h-8zM88 84h6v20h-6zM48 94h10v10H48zM64 97h17v7H64z"
    />
    <path class="card-line strong" d="M116 30h70" />
    <path class="card-line" d="M116 46h82M116 58h74M116 70h82M116 82h60" />
    <path class="card-line" d="M116 104h44" />
  </svg>
);
