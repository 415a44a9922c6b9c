// What the extension itself says, in both languages.

export type Lang = 'vi' | 'en';

const WORDS = {
  noServer: {
    vi: 'Không tìm thấy chương trình rasoat. Cài đặt chương trình hoặc đặt rasoat.server.path.',
    en: 'The program rasoat was not found. Install it or set rasoat.server.path.',
  },
  clean: { vi: 'rasoat: không có lỗi', en: 'rasoat: no findings' },
  counts: { vi: 'lỗi, cảnh báo, gợi ý của văn bản này', en: 'errors, warnings and hints of this document' },
  whichRule: { vi: 'Mã quy tắc, ví dụ citation/conflicting-twin', en: 'Id of a rule, for example citation/conflicting-twin' },
  noReport: { vi: 'Không lập được báo cáo: ', en: 'The report could not be made: ' },
  report: { vi: 'Báo cáo rà soát', en: 'Report' },
  noFolder: { vi: 'Chưa mở thư mục nào.', en: 'No folder is open.' },
  noDocument: { vi: 'Chưa mở văn bản nào.', en: 'No document is open.' },
} as const;

export type Word = keyof typeof WORDS;

export function word(name: Word, lang: Lang): string {
  return WORDS[name][lang];
}

export function names(): Word[] {
  return Object.keys(WORDS) as Word[];
}
