/* global document, fetch, setTimeout, window, GraphiQL, React, ReactDOM */
/** The page around GraphiQL: who asks, under which alliance hat, in which language. */
(async () => {
  const byId = (id) => document.getElementById(id);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Tokens and tabs. The page may be here before they are: while the server starts it says so, and is asked again. */
  const setup = async () => {
    for (;;) {
      const response = await fetch('/graphiql/setup.json').catch(() => null);
      if (response?.ok) return response.json();
      const { errors } = (await response?.json().catch(() => null)) ?? {};
      byId('graphiql').textContent = errors?.[0]?.message ?? '服务没有应答，正在重试… No answer yet, trying again…';
      if (response !== null && response.status !== 503) throw new Error(`setup.json: ${response.status}`);
      await pause(500);
    }
  };

  const { tokens, tabs } = await setup();
  const tokenBox = byId('token');
  const allianceBox = byId('alliance');

  const option = (value, text) => Object.assign(document.createElement('option'), { value, textContent: text });

  const headersNow = () => {
    const { token } = tokens.find(({ name }) => name === tokenBox.value) ?? {};
    return {
      'content-type': 'application/json',
      'accept-language': byId('language').value,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(allianceBox.value ? { 'x-acting-alliance': allianceBox.value } : {}),
    };
  };

  /** Stands in ready variables for what is new with every load of the page: an act once done can be done again. */
  const PAGE = '{{page}}';
  const page = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

  const fetcher = async (request, { headers = {} } = {}) => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { ...headersNow(), ...headers },
      body: JSON.stringify(request).replaceAll(PAGE, page),
    });
    return answer.json();
  };

  /** The hats of the chosen token; the first alliance is put on at once. */
  const chooseToken = async () => {
    allianceBox.replaceChildren(option('', '不选（仅公开与本单位）none: public and own rows'));
    const { data } = await fetcher({ query: '{ viewer { hats { pending alliance { id name } } } }' });
    const hats = (data?.viewer.hats ?? []).filter(({ alliance }) => alliance);
    const labelled = ({ alliance: { id, name }, pending }) =>
      option(id, pending > 0 ? `${name}（待办 pending ${pending}）` : name);
    allianceBox.append(...hats.map(labelled));
    allianceBox.selectedIndex = hats.length > 0 ? 1 : 0;
  };

  tokenBox.append(option('', '不用令牌 anonymous'), ...tokens.map(({ name, label }) => option(name, label)));
  tokenBox.addEventListener('change', chooseToken);
  await chooseToken();
  byId('note').textContent =
    tokens.length > 0 ? '演示令牌 demo tokens' : '在 Headers 中填写令牌 put your token in Headers';

  const root = ReactDOM.createRoot(byId('graphiql'));
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      defaultTabs: tabs,
      defaultEditorToolsVisibility: 'variables',
      shouldPersistHeaders: false,
    }),
  );
  window.qinlinReady = true;
})();
