import type { Words } from '../rooms.js';
import type { requests as english } from './en.js';

/** Portuguese of what the worker asks for: a correction, a renewal. Draft: needs a native reviewer before it is relied on. */
export const requests: Words<typeof english> = {
  'fix.title': 'Algo está errado? Peça-nos a correção.',
  'fix.what': 'O que está errado?',
  'fix.name': 'O meu nome',
  'fix.birth': 'A minha data de nascimento',
  'fix.award': 'A qualificação ou uma unidade',
  'fix.other': 'Outra coisa',
  'fix.send': 'Enviar pedido',
  'fix.received': 'Recebido em {date}, resposta até {until}.',
  'fix.answered': 'Respondido em {date}.',
  'renew.title': 'Como renovar, e quando',
  'renew.from': 'Pode renovar a partir de {date}.',
  'renew.none': 'Este certificado não tem data de fim: não precisa de o renovar.',
  'renew.how':
    'Leve este certificado e uma prova do seu trabalho a um centro de avaliação ou a uma missão. O serviço diz-lhe de que avaliação precisa.',
  'renew.ask': 'Perguntar pela renovação',
};
