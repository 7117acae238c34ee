import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

/** What a camera or a scanner makes of the paper: every page of the PDF as a picture (PNG). */
export async function picturesOfPdf(pdf: Uint8Array, scale: number): Promise<Buffer[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const pictures = [];
    for (const page of document.pages()) {
      const { data, width, height } = await page.render({ scale, render: 'bitmap' });
      pictures.push(
        await sharp(data, { raw: { width, height, channels: 4 } })
          .png()
          .toBuffer(),
      );
    }
    if (pictures.length === 0) throw new Error('an empty PDF');
    return pictures;
  } finally {
    library.destroy();
  }
}
