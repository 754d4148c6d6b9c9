export default {
  title: 'API', note: 'All that the platform answers, for engineers who connect applications, tills and partners.', tryOut: 'Try it', file: 'OpenAPI file', find: 'Find by name, path or description', takes: 'Takes', answers: 'Answers', nothing: 'Nothing',
}
