package org.vimeter.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.vimeter.db.Entities;

/** Entities through JPA, in transactions of the container. */
@ApplicationScoped
@Transactional
public class JpaEntities implements Entities {
    @PersistenceContext
    private EntityManager em;

    @Override
    public <T> T store(T entity) {
        em.persist(entity);
        em.flush();
        return entity;
    }

    @Override
    public <T> T keep(T entity) {
        var kept = em.merge(entity);
        em.flush();
        return kept;
    }

    @Override
    public <T> Optional<T> find(Class<T> type, long id) {
        return Optional.ofNullable(em.find(type, id));
    }

    @Override
    public <T> List<T> all(Class<T> type) {
        var query = em.getCriteriaBuilder().createQuery(type);
        var root = query.from(type);
        return em.createQuery(query.select(root).orderBy(em.getCriteriaBuilder().asc(root.get("name"))))
                .getResultList();
    }
}
