import type { DeskStrings } from '../strings.js';

/** Portuguese of the sign-in and the way in with a link. Draft: needs a native reviewer before it is relied on. */
export const entrance: DeskStrings = {
  'sign-in.title': 'Entrar',
  'sign-in.lead': 'Use a chave de acesso deste aparelho ou uma chave de segurança.',
  'sign-in.again': 'Entre de novo. O seu trabalho está guardado neste aparelho.',
  'sign-in.passkey': 'Entrar com chave de acesso',
  'sign-in.oidc': 'Entrar pela sua organização',
  'sign-in.link': 'Deram-me uma ligação ou uma chave',
  'sign-in.lost': 'Perdeu a chave de acesso? Dois administradores juntos podem dar-lhe uma nova ligação.',
  'sign-in.demo': 'Demonstração: entrar como',
  'sign-in.demo.text': 'Todos aqui são inventados. Estes botões só existem na demonstração.',
  'join.set-up': 'Criar o primeiro administrador',
  'join.set-up.lead': 'Instalou este serviço. A ligação serve uma vez.',
  'join.join': 'Juntar-se à mesa',
  'join.join.lead': 'Foi convidado. A ligação serve uma vez.',
  'join.recover': 'Recuperar o acesso',
  'join.recover.lead': 'Uma nova chave de acesso substitui a perdida. A antiga deixa de servir.',
  'join.step.key': 'A sua chave',
  'join.step.name': 'O seu nome',
  'join.step.passkey': 'A sua chave de acesso',
  'join.first': 'Chave do primeiro administrador',
  'join.second': 'Chave do segundo administrador',
  'join.second.hint': 'Dois administradores entregam-lhe uma cada. Deixe vazio se só recebeu uma.',
  'join.key.missing': 'Introduza a chave recebida, letra a letra.',
  'join.name': 'O seu nome, como os colegas o conhecem',
  'join.name.missing': 'Introduza o seu nome.',
  'join.passkey.text':
    'Uma chave de acesso substitui a palavra-passe. Este aparelho pede o dedo, o rosto ou o seu PIN; nada disso sai dele.',
  'join.passkey.create': 'Criar a chave de acesso',
  'join.oidc': 'Juntar-se antes pela entrada da sua organização',
  'passkey.cancelled': 'A chave de acesso não foi usada. Prima de novo e siga o aparelho.',
  'passkey.known': 'Este aparelho já tem uma chave de acesso para esta conta. Entre com ela.',
  'passkey.none': 'Este navegador não tem chaves de acesso aqui. Abra a mesa por https num navegador atual.',
  'passkey.failed':
    'Este aparelho não conseguiu criar uma chave de acesso. Tente outro aparelho ou uma chave de segurança.',
};
