import type { DeskStrings } from '../strings.js';

/** Portuguese of the conditions of the field: lock, clock, colours, two answers, backup. Draft: needs a native reviewer before it is relied on. */
export const field: DeskStrings = {
  'lock.title': 'Ainda está aí?',
  'lock.text':
    'Há algum tempo que ninguém usa este balcão. Bloqueia dentro de um minuto. O que escreveu fica guardado.',
  'lock.stay': 'Ficar',
  'lock.locked':
    'Bloqueado: ninguém usou este balcão durante {n} minutos. Inicie sessão para continuar onde estava. Outra pessoa vê a sua própria lista.',
  'lock.other': 'Esta chave de acesso é de outra conta. Ligue-se à rede para entrar nela.',
  'clock.wrong': 'O relógio deste aparelho está {n} minutos errado. Acerte-o antes de assinar.',
  theme: 'Cores',
  'theme.auto': 'Como neste aparelho',
  'theme.light': 'Claro',
  'theme.dark': 'Escuro',
  'theme.contrast': 'Ar livre',
  'both.text':
    'Esta folha também foi avaliada noutro separador ou noutro aparelho. As suas avaliações estão guardadas.',
  'both.see': 'Ver as duas',
  'both.title': 'Duas respostas para uma folha',
  'both.mine': 'Neste aparelho',
  'both.office': 'No serviço',
  'both.empty': 'Vazio',
  'both.same': 'As duas já são iguais.',
  'both.keep-mine': 'Ficar com o que está neste aparelho',
  'both.keep-office': 'Ficar com o que o serviço tem',
  'sync.service': 'O serviço tem um problema. O envio repete-se sozinho.',
  'sync.keep': 'Pedir ao navegador que o guarde',
  'sync.insist': 'Guarde um ficheiro de cópia todos os dias até tudo estar enviado.',
  'backup.title': 'Ficheiro de cópia',
  'backup.text':
    'Tudo o que espera aqui vai para um ficheiro que só a frase secreta abre. Sem ela ninguém o consegue ler.',
  'backup.passphrase': 'Frase secreta',
  'backup.hint': 'Pelo menos 12 caracteres. Guarde-a longe do ficheiro.',
  'backup.short': 'Escreva pelo menos 12 caracteres.',
  'backup.make': 'Guardar o ficheiro de cópia',
  'backup.made': 'O ficheiro {name} está guardado. Elementos: {n}.',
  'backup.read': 'Ler um ficheiro de cópia',
  'backup.file': 'Escolher o ficheiro de cópia',
  'backup.open': 'Ler o ficheiro',
  'backup.wrong': 'Esta frase secreta não abre este ficheiro. Verifique ambos.',
  'backup.not': 'Este não é um ficheiro de cópia do balcão.',
  'backup.other': 'Este ficheiro tem o trabalho de outra conta. Só essa pessoa o pode ler.',
  'backup.done': 'Elementos lidos: {n}. Já aqui: {m}.',
};
